"""The `--help` of every command: names, what to write, and what happens by default, without types of Python."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from typer.core import TyperArgument, TyperCommand, TyperGroup

if TYPE_CHECKING:
    from collections.abc import Callable

    from typer.core import TyperOption


MORE = (
    "Every option may also stand in the TOML file of --config, or in a variable: COTERIE_SEED=7 for every command, "
    "COTERIE_SEGMENT_SEED=7 for one. All of them are explained in docs/options.md."
)
"""What stands under the help of a command."""


class Command(TyperCommand):
    """A command whose help shows what to write after an option, and after a flag nothing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Typer's own, handed on
        super().__init__(*args, **kwargs)
        self.help = _paragraphs(self.help)
        for param in self.params:
            if isinstance(param, TyperArgument):
                param.metavar = param.metavar or str(param.name).upper()
                param.display_type_rich = _no_type  # type: ignore[method-assign] # an argument's name says what it is
                pieces = [param.metavar if param.required else f"[{param.metavar}]"]
                param.get_usage_pieces = _always(pieces)  # type: ignore[assignment, method-assign] # no braces around it

    def get_help_option(self, ctx: Any) -> TyperOption | None:  # noqa: ANN401 - its type is not public
        """Return `--help`, without the type that Typer gives every flag."""
        return _plain(super().get_help_option(ctx))


class Commands(TyperGroup):
    """The commands together, with help as of one."""

    def get_help_option(self, ctx: Any) -> TyperOption | None:  # noqa: ANN401 - its type is not public
        """Return `--help`, without the type that Typer gives every flag."""
        return _plain(super().get_help_option(ctx))


def _plain(flag: TyperOption | None) -> TyperOption | None:
    if flag is not None:
        flag.metavar = ""
    return flag


def _paragraphs(words: str | None) -> str | None:
    """Return what is said of a command without the line breaks of its source: the terminal has its own."""
    return None if words is None else "\n\n".join(" ".join(each.split()) for each in words.split("\n\n"))


def _no_type(ctx: object) -> None:
    del ctx


def _always(pieces: list[str]) -> Callable[[object], list[str]]:
    def answer(ctx: object) -> list[str]:
        del ctx
        return pieces

    return answer
