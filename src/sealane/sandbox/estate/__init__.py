"""What a rehearsal needs of AWS beside the network: what a world's tasks read and write, put into an embedded AWS."""
