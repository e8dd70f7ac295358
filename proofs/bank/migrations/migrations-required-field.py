"""The model of the material gains the field of the answer while its table has rows."""

import importlib

from proof import answer, material, module, project, raises, run

HEAD = "from django.db import models\n\n"
FOLDER = project({"shop/models.py": HEAD + material()}, db="file", migrate=False)
run("makemigrations", "shop")
run("migrate")


def with_field(line: str):
    from django.apps import apps

    source = HEAD + material().rstrip() + "\n    " + line.strip() + "\n"
    (FOLDER / "shop" / "models.py").write_text(source)
    apps.all_models["shop"].clear()
    importlib.reload(module("shop.models"))
    apps.get_app_config("shop").import_models()
    apps.clear_cache()
    return module("shop.models").Product


def test_without_null_or_a_default_makemigrations_asks():
    import io
    from unittest.mock import patch

    from django.core.management import call_command

    with_field("weight = models.PositiveIntegerField()")
    said = io.StringIO()
    with patch("builtins.input", return_value="2"), raises(SystemExit):
        call_command("makemigrations", "shop", stdout=said)
    assert "Provide a one-off default" in said.getvalue()
    with raises(SystemExit):
        run("makemigrations", "shop", interactive=False)
    assert [each.name for each in (FOLDER / "shop/migrations").glob("0*.py")] == ["0001_initial.py"]


def test_a_form_demands_the_weight():
    from django.forms import modelform_factory

    product = with_field(answer())
    form = modelform_factory(product, fields="__all__")({"name": "Lamp"})
    assert form.errors == {"weight": ["This field is required."]}


def test_null_goes_once_the_rows_are_filled():
    from django.db import IntegrityError, connection

    def add(name):
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO shop_product (name) VALUES (%s)", [name])

    add("Kettle")
    product = with_field(answer())
    run("makemigrations", "shop", interactive=False)
    run("migrate", "shop")
    assert product.objects.get().weight is None
    product = with_field(answer().replace("null=True, ", ""))
    run("makemigrations", "shop", interactive=False)
    with raises(IntegrityError):
        run("migrate", "shop")
    product.objects.update(weight=900)
    run("migrate", "shop")
    assert product.objects.get().weight == 900
    with raises(IntegrityError):
        add("Lamp")
