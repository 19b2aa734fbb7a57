"""An HTML page as a browser reads it: elements, attributes, styles, comments, words.

A rule of style, a comment or a script changes what a reader sees and no word of the
text: a page is the published one only where all of it is, but for blanks and quotes.
"""

from __future__ import annotations

from html.parser import HTMLParser
from itertools import zip_longest

from registry.desk.faces import short


def apart(page: bytes, published: bytes) -> str:
    """The first place at which two pages are not made alike; empty where none."""
    for one, other in zip_longest(_made(page), _made(published), fillvalue=""):
        if one != other:
            return (
                f"文字相同，页面的写法却在「{short(one or other)}」处与本程序写出的"
                "不同：可能藏着、遮住或加了文字，也可能另存过、是另一版本写出的，"
                "不能作凭证；请用没有改过的原文件，或别的格式的同号名单"
            )
    return ""


def _made(page: bytes) -> list[str]:
    reader = _Reader()
    reader.feed(page.decode("utf-8-sig", "replace"))
    reader.close()
    return reader.made


class _Reader(HTMLParser):
    """Lists what a page is made of; blanks between words count as one."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.made: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element and its attributes, in whatever order they stand."""
        said = (f'{name}="{value or ""}"' for name, value in sorted(attrs))
        self.made.append(f"<{' '.join((tag, *said))}>")

    def handle_endtag(self, tag: str) -> None:
        """Note that an element ends."""
        self.made.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        """Note words, rules of style, and lines of scripts."""
        if words := " ".join(data.split()):
            self.made.append(words)

    def handle_comment(self, data: str) -> None:
        """Note a comment: a browser may read on in it."""
        self.made.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        """Note the kind of document."""
        self.made.append(f"<!{decl.lower()}>")

    def unknown_decl(self, data: str) -> None:
        """Note what should not be there."""
        self.made.append(f"<![{data}]>")

    def handle_pi(self, data: str) -> None:
        """Note an instruction."""
        self.made.append(f"<?{data}>")
