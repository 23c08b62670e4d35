"""What a world costs a month: dated prices, the bill of every resource, and what other set-ups would cost."""
