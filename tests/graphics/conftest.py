from tests.browser import chromium, context

__all__ = ["chromium", "context"]
