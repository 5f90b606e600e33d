"""The moves that many tests of review begin with."""

from review.services import move
from review.transitions import Verb


def submit(item, by):
    return move(obj=item, verb=Verb.SUBMIT, by=by, revision=item.revision)


def approve(item, by):
    return move(obj=item, verb=Verb.APPROVE, by=by, revision=item.revision)
