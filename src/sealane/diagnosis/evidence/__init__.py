"""What logs say about a start that failed: signs that point to causes or away from them, and never bring one back."""
