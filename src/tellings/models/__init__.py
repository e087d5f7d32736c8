"""What needs a model. Loaded by name when first needed, never downloaded behind the user's back."""
