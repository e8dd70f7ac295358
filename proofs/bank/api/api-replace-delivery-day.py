"""A call that names no version, with and without a versioning class."""

from proof import project, request, requires

requires("djangorestframework")
project(apps=["rest_framework"], migrate=False, REST_FRAMEWORK={"DEFAULT_VERSION": "1"})
from rest_framework.response import Response  # noqa: E402
from rest_framework.versioning import QueryParameterVersioning  # noqa: E402
from rest_framework.views import APIView  # noqa: E402


class Order(APIView):
    permission_classes = []

    def get(self, request):
        return Response({"version": request.version})


class Versioned(Order):
    versioning_class = QueryParameterVersioning


def version(view, path):
    return view.as_view()(request(path)).data["version"]


def test_an_unversioned_call_gets_the_default():
    assert version(Versioned, "/") == "1"
    assert version(Versioned, "/?version=2") == "2"
    assert Order.versioning_class is None, "the default of DEFAULT_VERSIONING_CLASS"
    assert version(Order, "/") is None
