"""One peer in one warm process: `warm.py typst|weasyprint FONTS SOURCES COUNT WARM_UP OUT.pdf`.

Reads the sources first, writes `WARM_UP` of them as PDF, then measures the processor time of `COUNT` others.
Prints JSON; the first PDF goes to OUT.pdf.
"""

import json
import sys
import time
from pathlib import Path


def main():
    peer, fonts, folder, count, warm_up, out = sys.argv[1:]
    fonts, count, warm_up = Path(fonts).resolve(), int(count), int(warm_up)
    write, ending = {"typst": typst_writer, "weasyprint": weasyprint_writer}[peer](fonts)
    # The measured ones come first, so that OUT.pdf is the same card for every peer.
    paths = sorted(Path(folder).glob("*." + ending))[: count + warm_up]
    sources = [path.read_text() for path in paths]
    for source in sources[count:]:
        write(source)
    sizes = []
    start = time.process_time()
    for at, source in enumerate(sources[:count]):
        pdf = write(source)
        sizes.append(len(pdf))
        if at == 0:
            Path(out).write_bytes(pdf)
    spent = time.process_time() - start
    print(json.dumps({"ms": spent * 1000 / count, "bytes": sorted(sizes)[count // 2]}))


def typst_writer(fonts):
    """The compiler is kept, and with it the fonts and what typst remembers from card to card."""
    import typst

    compiler = typst.Compiler(font_paths=[str(fonts)], ignore_system_fonts=True)
    return lambda source: compiler.compile(input=source.encode(), format="pdf"), "typ"


def weasyprint_writer(fonts):
    """Fonts and style sheet are read once."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    from html_source import style_sheet

    config = FontConfiguration()
    style = CSS(string=style_sheet(fonts), font_config=config)
    return lambda source: HTML(string=source).write_pdf(stylesheets=[style], font_config=config), "html"


if __name__ == "__main__":
    main()
