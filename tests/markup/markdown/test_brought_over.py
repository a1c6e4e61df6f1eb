"""What is certain of other generators' markup is written anew, and then nothing is wrong with it any more."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.base.diagnostics import Diagnostic
from sitegen.base.fixing import with_fixes
from sitegen.markup.markdown.body import parse_body
from sitegen.model.settings import MarkdownOptions
from sitegen.project.project import Project
from sites import put


def problems(text: str) -> list[Diagnostic]:
    found = parse_body(text, 0, MarkdownOptions(), "en").problems
    return with_fixes([replace(one, location=replace(one.location, path="a.md")) for one in found], lambda path: text)


def mended(text: str) -> str:
    edits = [edit for one in problems(text) for fix in one.fixes for edit in fix.edits]
    for edit in sorted(edits, key=lambda one: -one.start):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


NESTED = """\
Before

!!! note "Careful"
    One *two*

    - three

    ```
    !!! no
    ```

    !!! Danger
        deep

        ??? bug inline end
            deeper

After
"""
NESTED_AFTER = """\
Before

:::::note[Careful]
One *two*

- three

```
!!! no
```

::::danger
deep

:::details[Bug]
deeper
:::
::::
:::::

After
"""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            '{{< figure src="a.jpg" alt="x" caption="Words here" >}}',
            '::figure[Words here]{src="a.jpg" alt="x"}',
        ),
        ("a\n\n{{% figure src='a.jpg' %}}\n\nb", 'a\n\n::figure{src="a.jpg"}\n\nb'),
        ("{{< youtube a-B_9 >}}", '::video{url="https://www.youtube.com/watch?v=a-B_9"}'),
        ("{{<vimeo 12>}}", '::video{url="https://vimeo.com/12"}'),
        ('[a]({{ "/b/" | url }}) [c]({{ site.baseurl }}/d/)', "[a](/b/) [c](/d/)"),
        ("## A {: #b .c}", "## A {#b .c}"),
        ("[TOC]\n\nText", "\n\nText"),
        (NESTED, NESTED_AFTER),
        ('- x\n\n    !!! info "T"\n        a\n\n- y\n', "- x\n\n    :::note[T]\n    a\n    :::\n\n- y\n"),
        ('???+ quote "Q"\n    a', ":::details[Q]{open=true}\na\n:::"),
        ("!!! tip\n\ta\n\n\tb\n", ":::tip\na\n\nb\n:::\n"),
        ('!!! tip ""\n    a', ":::tip\na\n:::"),
        ("!!! tip\n    <div>\n\n    a\n\n    </div>\n\nb", ":::tip\n<div>\n\na\n\n</div>\n\n:::\n\nb"),
        ('!!! tip "[a](https://b.example) and "c""\n    d', ':::tip[[a](https://b.example) and "c"]\nd\n:::'),
    ],
)
def test_what_is_certain(before: str, after: str) -> None:
    assert mended(before) == after
    assert problems(after) == []
    assert mended(before.replace("\n", "\r\n")) == after.replace("\n", "\r\n")


@pytest.mark.parametrize(
    "text",
    [
        'words {{< figure src="a.jpg" >}}',
        '{{< figure src="a.jpg" class="wide" >}}',
        '{{< figure alt="a" >}}',
        '{{< figure src="a.jpg" title="a" caption="b" >}}',
        '{{< figure src="a.jpg" caption="a [b" >}}',
        "| a |\n|---|\n| {{< youtube x1 >}} |",
        "{{ page.title }} {{ 'a' | upcase }}",
        "{% include a.html %}",
        "Words\n{: .wide}",
        '!!! note "a]"\n    b',
        "!!! note\nnot indented",
        "> !!! note\n>     a",
        '!!! note\n    a\n\n    !!! note "]"\n        b',
        "import A from './a'",
    ],
)
def test_what_is_not(text: str) -> None:
    assert {one.code for one in problems(text)} == {"SG228"}
    assert mended(text) == text


@given(
    st.lists(st.sampled_from(["!!! note", '??? tip "T"', "a", "- b", "", "```", ":::", "    c"]), max_size=8),
    st.integers(1, 2),
)
def test_no_line_of_an_admonition_is_lost(lines: list[str], depth: int) -> None:
    """Whatever stands in it, its words stand in the component, as deep as before."""
    inner = "\n".join(("    " * depth + line).rstrip() for line in lines)
    text = "!!! note\n" + ("    !!! tip\n" if depth == 2 else "") + f"{inner}\n\nEnd\n"
    left = mended(text)
    words = [line.strip() for line in lines if line.strip() and not line.startswith(("!!!", "???"))]
    assert [line.strip() for line in left.splitlines() if line.strip() in words] == words or set(words) & {":::"}
    assert left.endswith("\n\nEnd\n")


def test_nested_without_end() -> None:
    """A hundred in each other are told, and left as they are."""
    text = "".join("    " * depth + "!!! note\n" for depth in range(100)) + "    " * 100 + "a\n"
    assert {one.code for one in problems(text)} == {"SG228"}
    assert mended(text) == text


def test_a_site_from_elsewhere(tmp_path: Path) -> None:
    """Everything certain at once, and a second time there is nothing to do."""
    put(
        tmp_path,
        {
            "site.yaml": "title: T\nbase_url: https://example.org\n",
            "content/index.md": "Home\n",
            "content/a.md": f'+++\r\ntitle = "A"\r\n+++\r\n{NESTED}'.replace("\r\n", "\n").replace("\n", "\r\n"),
        },
    )
    project = Project(tmp_path, jobs=1, cache=False)
    assert project.mend().files
    assert not project.mend().files
    assert project.check() == ()
    project.close()
    made = (tmp_path / "content/a.md").read_bytes().decode()
    assert made == f"---\ntitle: A\n---\n{NESTED_AFTER}".replace("\n", "\r\n")
