"""Who may do what with reading grants."""

from jiqun.web.accounts.models import User
from jiqun.web.accounts.policy import is_head, is_of_bureau, is_of_department

may_see_grants = is_of_bureau
may_read_granted = is_of_department


def may_prepare(user: User) -> bool:
    return is_of_bureau(user) and not is_head(user)


def may_decide(user: User) -> bool:
    """To agree, and to end it before its day."""
    return is_of_bureau(user) and is_head(user)
