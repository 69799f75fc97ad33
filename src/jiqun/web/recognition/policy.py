"""Who may do what with notices, lists and the register."""

from jiqun.web.accounts.models import Role, User
from jiqun.web.accounts.policy import is_of_bureau


def may_see_recognition(user: User) -> bool:
    """What is prepared; what is signed is for everybody."""
    return is_of_bureau(user)


def may_prepare(user: User) -> bool:
    return is_of_bureau(user) and user.role == Role.MAKER


def may_sign(user: User) -> bool:
    """That they have not prepared it is for ``core``."""
    return is_of_bureau(user) and user.role == Role.CHECKER


def may_read_objections(user: User) -> bool:
    """Who has objected to what, nobody else learns."""
    return is_of_bureau(user)
