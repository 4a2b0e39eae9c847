"""A drawing (SVG) as a picture (PNG), with the fonts that the PDF compiler carries. Nothing is fetched."""

from __future__ import annotations

PNG = "image/png"
SVG = "image/svg+xml"
CODE = """#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg")
"""


def to_png(svg: str, *, dots_per_inch: int = 144) -> bytes:
    """The drawing at twice a screen's resolution. Raises typst.TypstError for what is no SVG."""
    import typst

    fonts = typst.Fonts(include_system_fonts=False)
    compiler = typst.Compiler(
        CODE.encode(), font_paths=fonts, ignore_system_fonts=True, sys_inputs={"svg": svg}
    )
    made = compiler.compile(format="png", ppi=float(dots_per_inch))
    assert isinstance(made, bytes)  # one page
    return made
