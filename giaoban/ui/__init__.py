"""The look: templates, components, drawings, words for dates and numbers."""
