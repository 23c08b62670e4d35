"""What is proved, in every form: text, JSON, SARIF, JUnit and Markdown."""
