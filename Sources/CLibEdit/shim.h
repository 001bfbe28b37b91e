#ifndef CLIBEDIT_SHIM_H
#define CLIBEDIT_SHIM_H

#include <histedit.h>
#include <stdio.h>
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

// EL_BIND, EL_SETTY, EL_ECHOTC: a list of words that ends with NULL; `third` may be NULL.
static inline int edit_set_words(
    EditLine *editor, int option, const char *first, const char *second, const char *third) {
  return el_set(editor, option, first, second, third, (const char *)NULL);
}

// EL_GETTC: the termcap name of a capability, and a variable for its value.
static inline int edit_can(EditLine *editor, const char *name) {
  const char *how = NULL;
  return el_get(editor, EL_GETTC, name, &how) == 0 && how != NULL && *how != '\0';
}

// EL_REFRESH: no arguments.
static inline int edit_refresh(EditLine *editor) {
  return el_set(editor, EL_REFRESH);
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

// EL_PROMPT_ESC: a function, and the character on both sides of text that takes no columns.
static inline int edit_set_prompt(EditLine *editor, char *(*prompt)(EditLine *), char mark) {
  return el_set(editor, EL_PROMPT_ESC, prompt, mark);
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

// The number of columns of a character in libedit's opinion. The C library declares the function
// only when X/Open is asked for.
extern int wcwidth(wchar_t character);

static inline int edit_width(wchar_t character) {
  return wcwidth(character);
}

#endif
