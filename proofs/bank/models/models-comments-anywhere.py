"""Comments on an article that declares a generic relation and on a photo that does not."""

from proof import module, project, queries, run

project({"talk/models.py": """
    from django.contrib.contenttypes.fields import GenericForeignKey, GenericRelation
    from django.contrib.contenttypes.models import ContentType
    from django.db import models

    class Comment(models.Model):
        content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
        object_id = models.PositiveBigIntegerField()
        content_object = GenericForeignKey()

    class Article(models.Model):
        comments = GenericRelation(Comment)

    class Photo(models.Model):
        pass
"""})
talk = module("talk.models")


def test_every_installed_model_has_a_content_type():
    from django.apps import apps
    from django.contrib.contenttypes.models import ContentType

    run("migrate", run_syncdb=True)
    for model in apps.get_models():
        assert ContentType.objects.filter(
            app_label=model._meta.app_label, model=model._meta.model_name).exists(), model


def test_only_a_generic_relation_deletes_the_comments():
    article, photo = talk.Article.objects.create(), talk.Photo.objects.create()
    for each in (article, photo):
        talk.Comment.objects.create(content_object=each)
    article.delete()
    assert talk.Comment.objects.count() == 1
    photo.delete()
    orphan = talk.Comment.objects.get()
    assert orphan.content_object is None
    talk.Comment.objects.create(content_type=orphan.content_type, object_id=999)


def test_a_prefetch_needs_one_query_per_kind():
    for model in (talk.Article, talk.Photo):
        for _ in range(5):
            talk.Comment.objects.create(content_object=model.objects.create())
    with queries() as single:
        found = [comment.content_object for comment in talk.Comment.objects.all()]
    with queries() as fetched:
        same = [c.content_object for c in talk.Comment.objects.prefetch_related("content_object")]
    assert found == same
    assert (len(single), len(fetched)) == (1 + 10, 1 + 2)
