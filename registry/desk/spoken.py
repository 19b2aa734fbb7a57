"""Words that officials say otherwise than their characters are usually read."""

from __future__ import annotations

from registry.desk import rows
from registry.desk.drafts.spoken import SpokenWordDraft
from registry.desk.verb import verb
from registry.errors import ConflictError
from registry.model.spoken import SpokenWord
from registry.store.transaction import Tx


@verb("登记拼音读法")
def say(tx: Tx, draft: SpokenWordDraft) -> int:
    """Say how a word is read, in names of now and to come; its id.

    Raises:
        ConflictError: it is said to be read so already.
    """
    for old in rows.live(tx, SpokenWord, word=draft.word):
        if old.syllables == draft.syllables:
            said = f"「{draft.word}」已登记读作 {draft.syllables}"
            raise ConflictError(f"{said}；不用再登记")
        tx.void(old)
    word = SpokenWord(word=draft.word, syllables=draft.syllables)
    return rows.number(tx.add(word))
