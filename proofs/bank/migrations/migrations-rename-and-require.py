"""The column `ref` of an orders table on PostgreSQL, and the code that still asks for it."""

from proof import project, raises

project({"shop/models.py": """
    from django.db import models

    class Order(models.Model):
        ref = models.TextField(null=True)
"""}, db="postgres")


def state():
    from django.apps import apps
    from django.db.migrations.state import ProjectState

    return ProjectState.from_apps(apps)


def apply(*operations, then_undo=False):
    from django.db import connection

    before = state()
    sql = []
    for operation in operations:
        after = before.clone()
        operation.state_forwards("shop", after)
        with connection.schema_editor(collect_sql=then_undo) as editor:
            operation.database_forwards("shop", editor, before, after)
        sql += editor.collected_sql if then_undo else []
        before = after
    return [each for each in sql if not each.startswith("--")]


def test_db_column_sends_no_sql():
    from django.db import models
    from django.db.migrations import AlterField, RenameField

    plain = apply(RenameField("order", "ref", "reference"), then_undo=True)
    assert any("RENAME COLUMN" in each for each in plain)
    kept = models.TextField(null=True, db_column="ref")
    assert apply(AlterField("order", "ref", kept), RenameField("order", "ref", "reference"),
                 then_undo=True) == []


def test_old_code_breaks_after_a_plain_rename():
    from django.db import ProgrammingError, connection
    from django.db.migrations import RenameField
    from shop.models import Order

    Order.objects.create(ref="A1")
    apply(RenameField("order", "ref", "reference"))
    with raises(ProgrammingError, match="ref does not exist"):
        Order.objects.first()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE shop_order RENAME reference TO ref")


def test_a_validated_check_spares_the_scan():
    from django.contrib.postgres.operations import AddConstraintNotValid, ValidateConstraint
    from django.db import connection, models
    from shop.models import Order

    Order.objects.create(ref="A1")
    check = models.CheckConstraint(condition=models.Q(ref__isnull=False), name="ref_there")

    def messages_of_set_not_null():
        said = []
        connection.connection.add_notice_handler(lambda notice: said.append(notice.message_primary))
        with connection.cursor() as cursor:
            cursor.execute("SET client_min_messages = debug1")
            cursor.execute("ALTER TABLE shop_order ALTER ref SET NOT NULL")
            cursor.execute("ALTER TABLE shop_order ALTER ref DROP NOT NULL")
        return " ".join(said)

    def locks_of(operation, *before):
        apply(*before)
        start = state()
        for each in before:
            each.state_forwards("shop", start)
        after = start.clone()
        operation.state_forwards("shop", after)
        with connection.schema_editor() as editor:
            operation.database_forwards("shop", editor, start, after)
            with connection.cursor() as cursor:
                cursor.execute("SELECT mode FROM pg_locks WHERE relation = 'shop_order'::regclass"
                               " AND pid = pg_backend_pid()")
                return {mode for mode, in cursor.fetchall()}

    assert "sufficient to prove" not in messages_of_set_not_null()
    add = AddConstraintNotValid("order", check)
    assert "AccessExclusiveLock" in locks_of(add)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE shop_order DROP CONSTRAINT ref_there")
    validate = ValidateConstraint("order", "ref_there")
    held = locks_of(validate, add)
    assert "ShareUpdateExclusiveLock" in held and "AccessExclusiveLock" not in held
    assert "sufficient to prove" in messages_of_set_not_null()
