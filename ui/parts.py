"""Block tags with several parts, such as `{% page_head %}Title{% caption %}Caption{% endpage_head %}`."""

from collections.abc import Callable, Mapping
from typing import Any

from django.template import Context, Node, NodeList, TemplateSyntaxError
from django.template.base import FilterExpression, Parser, Token, token_kwargs
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

Compile = Callable[[Parser, Token], Node]


class PartsNode(Node):
    """A component whose template is given each part as safe text, and each option."""

    def __init__(
        self, template_name: str, parts: Mapping[str, NodeList], options: Mapping[str, FilterExpression | Any]
    ) -> None:
        self.template_name = template_name
        self.options = options
        # Each part is an attribute, so that Django finds the blocks in it.
        self.child_nodelists = tuple(f"part_{name}" for name in parts)
        self.names = tuple(parts)
        for name, nodes in parts.items():
            setattr(self, f"part_{name}", nodes)

    def render(self, context: Context) -> SafeString:
        given = {name: stripped(getattr(self, f"part_{name}").render(context)) for name in self.names}
        for name, value in self.options.items():
            given[name] = value.resolve(context) if isinstance(value, FilterExpression) else value
        return render_to_string(self.template_name, given)


def stripped(content: str) -> SafeString:
    """What a block tag holds, without the white space around it. It was rendered, so it is safe."""
    return mark_safe(content.strip())  # noqa: S308 (rendered by Django, escaped where it has to be)


def block_of_parts(template_name: str, *parts: str, **defaults: Any) -> Compile:
    """A tag whose first part follows the tag itself and whose others follow a tag of their own name.

    A part may be left out; the order may not change. Options are keywords, and only those that have a default.
    """

    def compile_tag(parser: Parser, token: Token) -> Node:
        tag, *bits = token.split_contents()
        options = token_kwargs(bits, parser)
        unknown = [*bits, *(options.keys() - defaults.keys())]
        if unknown:
            raise TemplateSyntaxError(f"{tag} takes no {', '.join(unknown)}")
        found: dict[str, NodeList] = {}
        name, later, end = parts[0], list(parts[1:]), f"end{tag}"
        while True:
            found[name] = parser.parse((*later, end))
            name = parser.next_token().contents
            if name == end:
                return PartsNode(template_name, found, {**defaults, **options})
            later = later[later.index(name) + 1 :]

    return compile_tag
