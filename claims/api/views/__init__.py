"""One view for each address: translate, one call, translate back."""
