#ifndef CLIBEDIT_SHIM_H
#define CLIBEDIT_SHIM_H

#include <histedit.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

// Swift cannot call variadic C functions, and all of libedit is set up through three of them. Each
// wrapper is one form of such a call, with the types that the manual gives it.

// EL_EDITOR: one string.
static inline int edit_set_string(EditLine *editor, int option, const char *value) {
  return el_set(editor, option, value);
}

// EL_SIGNAL, EL_EDITMODE, EL_PREP_TERM: one number.
static inline int edit_set_number(EditLine *editor, int option, int value) {
  return el_set(editor, option, value);
}

static inline const char *edit_editor(EditLine *editor) {
  const char *name = NULL;
  el_get(editor, EL_EDITOR, &name);
  return name;
}

// EL_BIND, EL_SETTY, EL_SETTC: a list of words that ends with NULL; `third` may be NULL.
static inline int edit_set_words(
    EditLine *editor, int option, const char *first, const char *second, const char *third) {
  return el_set(editor, option, first, second, third, (const char *)NULL);
}

// EL_GETTC: the termcap name of a capability, and a variable for its value.
static inline int edit_can(EditLine *editor, const char *name) {
  const char *how = NULL;
  return el_get(editor, EL_GETTC, name, &how) == 0 && how != NULL && *how != '\0';
}

// EL_SETFP: the number of a standard stream, and the stream to use in its place.
static inline int edit_set_stream(EditLine *editor, int number, FILE *file) {
  return el_set(editor, EL_SETFP, number, file);
}

// EL_CLIENTDATA, set and get: the only context of a callback.
static inline int edit_set_context(EditLine *editor, void *context) {
  return el_set(editor, EL_CLIENTDATA, context);
}

static inline void *edit_context(EditLine *editor) {
  void *context = NULL;
  el_get(editor, EL_CLIENTDATA, &context);
  return context;
}

// EL_PROMPT: a function. libedit has no prompt here; it needs an empty one, which it never frees.
static inline char *edit_empty_prompt(EditLine *editor) {
  static char empty[] = "";
  (void)editor;
  return empty;
}

static inline int edit_remove_prompt(EditLine *editor) {
  return el_set(editor, EL_PROMPT, edit_empty_prompt);
}

// EL_GETCFN: a function.
static inline int edit_set_reader(EditLine *editor, el_rfunc_t reader) {
  return el_set(editor, EL_GETCFN, reader);
}

// EL_ADDFN: a name, a help text and a function.
static inline int edit_add_function(
    EditLine *editor, const char *name, const char *help,
    unsigned char (*function)(EditLine *, int)) {
  return el_set(editor, EL_ADDFN, name, help, function);
}

// EL_HIST: `history`, which is variadic itself, and the history that it works on.
static inline int edit_set_history(EditLine *editor, History *entries) {
  return el_set(editor, EL_HIST, history, entries);
}

// H_SETSIZE, H_SETUNIQUE: one number.
static inline int history_set_number(History *entries, int option, int value) {
  HistEvent event;
  return history(entries, &event, option, value);
}

// H_ENTER: one string.
static inline int history_enter(History *entries, const char *entry) {
  HistEvent event;
  return history(entries, &event, H_ENTER, entry);
}

// Makes room in the line's buffer for `count` more characters. libedit checks the room when it
// inserts characters, but not when it writes the pattern of a search behind the line.
static inline void edit_reserve(EditLine *editor, size_t count) {
  LineInfoW *line = (LineInfoW *)el_wline(editor);
  ptrdiff_t cursor = line->cursor - line->buffer;
  ptrdiff_t end = line->lastchar - line->buffer;
  wchar_t *blanks = malloc((count + 1) * sizeof *blanks);
  if (blanks == NULL) return;
  wmemset(blanks, L' ', count);
  blanks[count] = L'\0';
  line->cursor = line->lastchar;
  el_winsertstr(editor, blanks);
  free(blanks);
  // The members are declared constant because programs are not meant to move the text.
  line->cursor = line->buffer + cursor;
  line->lastchar = line->buffer + end;
}

// Puts the cursor back into the line: at the end of an empty one, vi's keys put it before the start,
// and what is typed next would overwrite other memory.
static inline void edit_keep_cursor(EditLine *editor) {
  LineInfoW *line = (LineInfoW *)el_wline(editor);
  if (line->cursor < line->buffer) line->cursor = line->buffer;
}

// Empties the line.
static inline void edit_clear_line(EditLine *editor) {
  LineInfoW *line = (LineInfoW *)el_wline(editor);
  line->cursor = line->buffer;
  line->lastchar = line->buffer;
}

#endif
