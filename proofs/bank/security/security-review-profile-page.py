"""The template, filled in by somebody hostile."""

from types import SimpleNamespace

from proof import material, project, raises

project()


def page(**profile):
    from django.template import Context, Template

    return Template(material()).render(Context({"profile": SimpleNamespace(**profile)}))


def test_text_between_tags_and_in_quotes_is_safe():
    from django.template import Context, Template

    shown = Template('<p title="{{ name }}">{{ name }}</p>').render(Context({"name": '"><b>'}))
    assert shown == '<p title="&quot;&gt;&lt;b&gt;">&quot;&gt;&lt;b&gt;</p>'


def test_about_shows_any_tag():
    assert "<div><img src=x onerror=go()></div>" in page(about="<img src=x onerror=go()>")


def test_an_address_of_script_passes():
    from django import forms
    from django.core.exceptions import ValidationError

    assert '<a href="javascript:go()">' in page(website="javascript:go()")
    field = forms.URLField(assume_scheme="https")
    assert field.clean("https://example.com/") and field.clean("http://example.com/")
    with raises(ValidationError):
        field.clean("javascript:go()")


def test_a_space_begins_an_attribute():
    from html.parser import HTMLParser

    class Tags(HTMLParser):
        found = {}

        def handle_starttag(self, tag, attrs):
            self.found[tag] = dict(attrs)

    tags = Tags()
    tags.feed(page(name="x onload=go()"))
    assert tags.found["img"]["onload"] == "go()"


def test_a_backslash_eats_the_quote():
    shown = page(name="\\", city="; go(); //")
    assert r'const name = "\", city = "; go(); //";' in shown
    # The string ends only at the quote that opens the city: go() stands outside it.
    code = shown.split("const name = ")[1].split("\n")[0]
    string, rest = code[:code.index('"', 3) + 1], code[code.index('"', 3) + 1:]
    assert string == r'"\", city = "' and rest.startswith("; go();")
    three_cures_hold_it()


def three_cures_hold_it():
    import json

    from django.template import Context, Template

    def shown(source, name="\\\"</script><script>go()"):
        return Template(source).render(Context({"name": name}))

    block = shown('{{ name|json_script:"name" }}')
    assert block.count("<script") == block.count("</script>") == 1
    assert json.loads(block.split(">", 1)[1].split("</script>")[0]) == "\\\"</script><script>go()"
    # A string of JavaScript reads these escapes as JSON does.
    quoted = shown('"{{ name|escapejs }}"')
    assert json.loads(quoted) == "\\\"</script><script>go()" and "<" not in quoted
    assert shown('<i data-name="{{ name }}">').count('"') == 2
