"""The real Anki for tests: imports a text into a collection, answers cards, exports packages. Prints JSON."""

import json
import os
import sys

from anki.buildinfo import version
from anki.collection import Collection, ExportAnkiPackageOptions, ImportCsvRequest


def import_text(collection, file):
    """Imports a text file as the dialog of Anki does when nothing is changed in it."""
    metadata = collection.get_csv_metadata(path=file, delimiter=None)
    log = collection.import_csv(ImportCsvRequest(path=file, metadata=metadata)).log
    counts = {"new": len(log.new), "updated": len(log.updated), "same": len(log.duplicate), "found": log.found_notes}
    wrong = [log.conflicting, log.missing_notetype, log.missing_deck, log.empty_first_field, log.first_field_match]
    counts["wrong"] = sum(len(it) for it in wrong)
    notes = [collection.get_note(it) for it in collection.find_notes("")]
    counts["cards"] = collection.card_count()
    counts["notes"] = [
        {
            "guid": it.guid,
            "front": it["Front"],
            "back": it["Back"],
            "tags": it.tags,
            "type": it.note_type()["name"],
            "decks": [collection.decks.name(card.did) for card in it.cards()],
        }
        for it in notes
    ]
    return counts


def answer(collection, folder):
    """Answers some cards, with each button in turn, and exports what was answered in every format."""
    decks = [it.id for it in collection.decks.all_names_and_ids() if it.name.startswith("Recto::")]
    for deck in decks:
        collection.decks.select(deck)
        for button in [3, 1, 4, 2, 3]:
            card = collection.sched.getCard()
            if card is not None:
                collection.sched.answerCard(card, button)
    rows = collection.db.all(
        "select notes.guid, revlog.id, revlog.ease, revlog.time from revlog"
        " join cards on cards.id = revlog.cid join notes on notes.id = cards.nid order by revlog.id"
    )
    for name, legacy in [("new.apkg", False), ("old.apkg", True)]:
        options = ExportAnkiPackageOptions(
            with_scheduling=True, with_deck_configs=True, with_media=False, legacy=legacy
        )
        collection.export_anki_package(out_path=os.path.join(folder, name), options=options, limit=None)
    collection.export_collection_package(os.path.join(folder, "all.colpkg"), include_media=False, legacy=False)
    return [dict(zip(["guid", "at", "button", "ms"], row)) for row in rows]


if __name__ == "__main__":
    if sys.argv[1] == "version":
        print(json.dumps(version))
    else:
        opened = Collection(sys.argv[2])
        print(json.dumps({"import": import_text, "answer": answer}[sys.argv[1]](opened, sys.argv[3])))
        opened.close()
