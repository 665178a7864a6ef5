// What the editor of drafts uses of Tiptap and ProseMirror, as one file: giaoban/documents/static/documents/vendor.
export { Editor, Extension, Mark, Node, InputRule, mergeAttributes } from "@tiptap/core";
export { Bold } from "@tiptap/extension-bold";
export { Document } from "@tiptap/extension-document";
export { HardBreak } from "@tiptap/extension-hard-break";
export { Italic } from "@tiptap/extension-italic";
export { Table, TableCell, TableHeader, TableRow } from "@tiptap/extension-table";
export { Text } from "@tiptap/extension-text";
export { Dropcursor, Gapcursor, Placeholder, UndoRedo } from "@tiptap/extensions";
export { Fragment, Slice } from "@tiptap/pm/model";
export { Plugin, PluginKey, Selection, TextSelection } from "@tiptap/pm/state";
export { Decoration, DecorationSet } from "@tiptap/pm/view";
