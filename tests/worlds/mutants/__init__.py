"""Real inputs with something wrong in them, and the whole way from an input to every form of its answer."""
