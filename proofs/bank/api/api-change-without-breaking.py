"""A call that names no version, with and without a versioning class."""

from proof import project, request, requires

requires("djangorestframework")
project(apps=["rest_framework"], migrate=False, REST_FRAMEWORK={"DEFAULT_VERSION": "1"})
from rest_framework.response import Response  # noqa: E402
from rest_framework.versioning import AcceptHeaderVersioning  # noqa: E402
from rest_framework.views import APIView  # noqa: E402


class Order(APIView):
    permission_classes = []

    def get(self, request):
        return Response({"version": request.version})


class Versioned(Order):
    versioning_class = AcceptHeaderVersioning


def version(view, accept):
    return view.as_view()(request(headers={"accept": accept})).data["version"]


def test_the_default_version_needs_a_versioning_class():
    assert Order.versioning_class is None, "the default of DEFAULT_VERSIONING_CLASS"
    assert version(Order, "application/json") is None
    assert version(Versioned, "application/json") == "1"
