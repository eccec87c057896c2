"""A page's side of the wire: holds a view and applies patches, as strictly as docs/wire.md promises."""

from __future__ import annotations

import copy

from overlay.show.items import Op, View
from overlay.show.views import FollowedView
from tests.show.story import Story


class Page:
    """The whole view at the start, then patches only."""

    def __init__(self, view: View) -> None:
        self.view = copy.deepcopy(view)

    def apply(self, patch: list[Op]) -> None:
        for op in copy.deepcopy(patch):
            match op:
                case ["set", key, value]:
                    assert key in self.view and not _is_list(self.view[key]), op
                    self.view[key] = value
                case ["put", name, item, before]:
                    items = [held for held in self.view[name] if held["id"] != item["id"]]
                    ids = [held["id"] for held in items]
                    assert before is None or before in ids, (op, ids)
                    items.insert(len(items) if before is None else ids.index(before), item)
                    self.view[name] = items
                case ["cut", name, key]:
                    assert key in [held["id"] for held in self.view[name]], op
                    self.view[name] = [held for held in self.view[name] if held["id"] != key]
                case _:
                    raise AssertionError(f"no such operation: {op}")


class Following:
    """A story, one of its views, and a page that holds it."""

    def __init__(self, story: Story, view: FollowedView) -> None:
        self.story, self.view = story, view
        story.watchers.append(view)
        self.page = Page(view.whole(story.show))

    def patch(self) -> list[Op]:
        """The patch since the last one; the page that takes it holds the whole view."""
        patch = self.view.patch(self.story.show)
        self.page.apply(patch)
        assert self.page.view == self.view.whole(self.story.show)
        return patch


def _is_list(value: object) -> bool:
    return isinstance(value, list)
