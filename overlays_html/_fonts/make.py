"""Makes the fonts of this folder anew from pinned npm packages: ``python overlays_html/_fonts/make.py``.

For maintainers; needs npm, fonttools and brotli. The results are committed, so nobody else runs it.
Each face gets a name of our own ("OV …"), so that no copy installed on a machine steps in for it.
"""

from __future__ import annotations

import re
import subprocess
import tarfile
import tempfile
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

HERE = Path(__file__).parent


class Face(NamedTuple):
    family: str
    package: str
    sheet: str
    """The package's style sheet that names the files and their ranges of characters."""
    subsets: tuple[str, ...]


FACES = (
    Face("OV Archivo", "@fontsource-variable/archivo@5.3.0", "wdth", ("latin", "latin-ext", "vietnamese")),
    Face(
        "OV Inter",
        "@fontsource-variable/inter@5.3.0",
        "wght",
        ("latin", "latin-ext", "vietnamese", "cyrillic", "cyrillic-ext", "greek", "greek-ext"),
    ),
    Face(
        "OV Source Serif",
        "@fontsource-variable/source-serif-4@5.3.0",
        "wght",
        ("latin", "latin-ext", "vietnamese", "cyrillic", "cyrillic-ext", "greek"),
    ),
    Face(
        "OV Hanken",
        "@fontsource-variable/hanken-grotesk@5.3.0",
        "wght",
        ("latin", "latin-ext", "vietnamese"),
    ),
    Face("OV Noto Arabic", "@fontsource-variable/noto-sans-arabic@5.3.0", "wght", ("arabic",)),
    Face("OV Noto Hebrew", "@fontsource-variable/noto-sans-hebrew@5.3.0", "wght", ("hebrew",)),
    Face("OV Noto Devanagari", "@fontsource-variable/noto-sans-devanagari@5.3.0", "wght", ("devanagari",)),
    Face("OV Noto Thai", "@fontsource-variable/noto-sans-thai@5.3.0", "wght", ("thai",)),
    Face("OV Noto Bengali", "@fontsource-variable/noto-sans-bengali@5.3.0", "wght", ("bengali",)),
    Face("OV Noto Tamil", "@fontsource-variable/noto-sans-tamil@5.3.0", "wght", ("tamil",)),
    Face("OV Noto Georgian", "@fontsource-variable/noto-sans-georgian@5.3.0", "wght", ("georgian",)),
    Face("OV Noto Armenian", "@fontsource-variable/noto-sans-armenian@5.3.0", "wght", ("armenian",)),
)
EMOJI = "twemoji-colr-font@15.0.3"


def unpacked(package: str, folder: Path) -> dict[str, bytes]:
    """The files of an npm package by their path in it."""
    subprocess.run(["npm", "pack", "--silent", package], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    archive = max(folder.glob("*.tgz"), key=lambda path: path.stat().st_mtime_ns)
    with tarfile.open(archive) as tar:
        members = [(member.name, tar.extractfile(member)) for member in tar.getmembers()]
        return {name.removeprefix("package/"): file.read() for name, file in members if file}


def rules(face: Face, files: dict[str, bytes]) -> list[str]:
    """Writes the face's files and licence; gives its `@font-face` rules."""
    short = face.package.split("/")[1].split("@")[0]
    made = []
    for block in re.findall(r"@font-face \{[^}]*\}", files[f"{face.sheet}.css"].decode()):
        name = re.search(r"files/([\w-]+\.woff2)", block)[1]  # type: ignore[index]
        subset = name.removeprefix(f"{short}-").removesuffix(f"-{face.sheet}-normal.woff2")
        if subset not in face.subsets:
            continue
        file = f"{short}-{subset}.woff2"
        (HERE / file).write_bytes(files[f"files/{name}"])
        ours = re.sub(r"font-family: '[^']*'", f'font-family: "{face.family}"', block)
        ours = re.sub(r"src: [^;]*", f'src: url("{file}") format("woff2")', ours)
        made.append(ours.replace("font-display: swap", "font-display: block"))
    (HERE / f"{short}.LICENSE.txt").write_bytes(files["LICENSE"])
    return made


def mended_emoji(woff2: bytes) -> TTFont:
    """Twemoji whose sequences also draw where the browser has taken U+FE0F out before shaping.

    Under a name of our own, as its licence asks of changed copies.
    """
    font: Any = TTFont(BytesIO(woff2), recalcTimestamp=False)
    characters = font.getBestCmap()
    selector = characters[0xFE0F]
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for sub in lookup.SubTable:
            plain = sub.ExtSubTable if sub.LookupType == 7 else sub
            if plain.LookupType == 4:
                for ligatures in plain.ligatures.values():
                    also_without(ligatures, selector)
    variants = CmapSubtable.newSubtable(14)
    variants.platformID, variants.platEncID, variants.language, variants.cmap = 0, 5, 0, {}
    variants.length = 0
    variants.uvsDict = {0xFE0F: [(c, None) for c in sorted(characters) if c not in (0xFE0F, 0x200D, 0x20)]}
    tables = [*font["cmap"].tables, variants]
    font["cmap"].tables = sorted(tables, key=lambda table: (table.platformID, table.platEncID))
    for record in font["name"].names:
        if record.nameID in (1, 3, 4, 6, 16):
            record.string = str(record).replace("Twemoji", "OverlayEmoji")
    font.flavor = "woff2"
    return font  # type: ignore[no-any-return]


def also_without(ligatures: list[Any], selector: str) -> None:
    """For each ligature with the variation selector, the same one without it, longest first."""
    for old in [ligature for ligature in ligatures if selector in ligature.Component]:
        parts = [glyph for glyph in old.Component if glyph != selector]
        if any(ligature.Component == parts for ligature in ligatures):
            continue
        new = otTables.Ligature()
        new.LigGlyph, new.Component, new.CompCount = old.LigGlyph, parts, len(parts) + 1
        ligatures.append(new)
    ligatures.sort(key=lambda ligature: -len(ligature.Component))


def main() -> None:
    made = []
    with tempfile.TemporaryDirectory() as folder:
        for face in FACES:
            made += rules(face, unpacked(face.package, Path(folder)))
        emoji = unpacked(EMOJI, Path(folder))
    mended_emoji(emoji["twemoji.woff2"]).save(HERE / "emoji.woff2")
    (HERE / "emoji.LICENSE.txt").write_bytes(
        b"Drawings: Twemoji, (c) Twitter, Inc and other contributors, CC-BY 4.0.\n"
        b"Font: twemoji-colr-font, changed and renamed to OverlayEmoji.\n\n" + emoji["LICENSE"]
    )
    made.append(
        '@font-face {\n  font-family: "OV Emoji";\n  font-display: block;\n'
        '  src: url("emoji.woff2") format("woff2");\n}'
    )
    head = '/* Made by make.py; licences beside the files. */\n@import "cjk.css";\n'
    (HERE / "fonts.css").write_text(head + "\n".join(made) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
