extension CodingDialogue {
  /// What a coder can type.
  enum Command: String, CaseIterable {
    case help, show, next, back, select, find, widen, code, memo, remove, undo, redo, list, codes, about, sources, open
    case save, quit
    case leave = "quit!"

    /// The command of a word or of its short form.
    init?(_ word: String) {
      let short: [String: Command] = [
        "?": .help, "h": .help, "n": .next, "b": .back, "s": .select, "f": .find, "w": .widen, "c": .code, "m": .memo,
        "r": .remove, "u": .undo, "l": .list, "a": .about, "o": .open, "q": .quit, "q!": .leave,
      ]
      guard let command = Command(rawValue: word) ?? short[word] else { return nil }
      self = command
    }

    /// The page that `help` shows.
    static let page = """
      reading    12            show the text from line 12 on
                 show 12-20    show these lines
                 next, back    a page on, a page back
                 sources       the texts;  open NAME takes one in hand
      selecting  select 12     line 12;  select 12-14: three lines
                 select 12 the fees .. year
                               on line 12, from "the fees" to "year"
                 select WORDS  their next place from the first shown line on
                 select @120-143
                               Unicode scalars 120 to 142, counted from 0
                 find WORDS    their next place; find alone, or /WORDS, goes on
                 widen UNIT    to whole words, a sentence, lines, a turn:
                               word, sentence (if left out), line, turn
      coding     code NAME     give the selected words a code, or several codes
                 code NAME -- NOTE
                               with a note
                 memo 3 NOTE   note upon coding 3;  without NOTE: no note
                 remove 3      take coding 3 out
                 undo, redo    a step back, the step again
      looking    list          your codings of this text;  list all: everybody's
                 codes         the codes;  codes WORD: those with that word
                 about NAME    what a code means, and when it is given
      leaving    save          into the codings file, with a copy of the old one
                 save NAME     into another file
                 quit          quit! leaves without saving
      Short forms: h n b s f w c m r u l a o q

      """
  }
}
