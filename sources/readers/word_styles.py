"""How a run of a Word document looks, as far as it decides whether and how a person reads it.

Holds the way from direct formatting, character and paragraph styles to one look. What is done with a look is
told by writing.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree  # type: ignore[import-untyped]

from sources.readers.writing import is_tiny, is_white

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = frozenset({"0", "false", "off"})
_ASKED = frozenset(
    f"{W}{name}"
    for name in ("vanish", "webHidden", "strike", "dstrike", "vertAlign", "position", "color", "sz", "shd")
) | {f"{W}highlight"}

Look = Mapping[str, str]
"""Names of formatting elements with their values; switches are `on` or `off`."""


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a document by their ids: names in lower case, looks with those they are based on, and
    which tables and paragraphs they set on a coloured ground.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    looks: Mapping[str, Look] = field(default_factory=dict)
    coloured: frozenset[str] = frozenset()
    default: Look = field(default_factory=dict)


def styles_of(root: etree._Element | None) -> Styles:
    """Read the styles part of a document."""
    if root is None:
        return Styles()
    written = {style.get(f"{W}styleId", ""): style for style in root.iterchildren(f"{W}style")}
    names = {one: _value(style.find(f"{W}name")).lower() for one, style in written.items()}
    looks: dict[str, Look] = {}
    for one in written:
        chain: list[str] = []
        based = one
        while based in written and based not in chain:
            chain.append(based)
            based = _value(written[based].find(f"{W}basedOn"))
        looks[one] = {
            name: value
            for style in reversed(chain)
            for name, value in look_of(written[style].find(f"{W}rPr")).items()
        }
    coloured = frozenset(
        one for one, style in written.items() if any(is_ground(shade) for shade in style.iter(f"{W}shd"))
    )
    return Styles(names, looks, coloured, look_of(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")))


def look_of(properties: etree._Element | None) -> dict[str, str]:
    """The look that an rPr element states."""
    found: dict[str, str] = {}
    if properties is None:
        return found
    for one in properties:
        if one.tag not in _ASKED:
            continue
        name = one.tag[len(W) :]
        if name == "shd":
            found[name] = "on" if is_ground(one) else "off"
        elif name == "highlight":
            found["shd"] = "off" if _value(one) in ("none", "white") else "on"
        elif name == "color":
            white = one.get(f"{W}themeColor") in ("background1", "light1")
            found[name] = "FFFFFF" if white and not one.get(f"{W}themeShade") else _value(one)
        else:
            found[name] = "off" if one.get(f"{W}val") in _OFF else _value(one) or "on"
    return found


def is_ground(shade: etree._Element) -> bool:
    """Whether a shd element gives a ground on which white letters can be read."""
    fill = shade.get(f"{W}fill", "auto")
    if shade.get(f"{W}themeFill"):
        return shade.get(f"{W}themeFill") not in ("background1", "light1") or bool(
            shade.get(f"{W}themeFillShade")
        )
    return fill != "auto" and not is_white(fill)


def unseen_in(look: Look, coloured: bool) -> str | None:
    """Why a person does not see a run of this look, or null; `coloured` says that it stands on a ground
    which is not white.
    """
    if "on" in (look.get("vanish"), look.get("webHidden")):
        return "hidden"
    if "on" in (look.get("strike"), look.get("dstrike")):
        return "struck out"
    if is_white(look.get("color", "")) and not coloured and look.get("shd") != "on":
        return "white"
    size = look.get("sz", "")
    return "tiny" if size.isdecimal() and is_tiny(int(size) / 2) else None


def is_raised(look: Look) -> bool:
    """Whether a run stands above the line."""
    align = look.get("vertAlign", "baseline")
    lifted = look.get("position", "")
    return align == "superscript" or (align == "baseline" and lifted.isdecimal() and int(lifted) >= 4)


def _value(node: etree._Element | None) -> str:
    return node.get(f"{W}val", "") if node is not None else ""
