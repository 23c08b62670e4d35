"""From a world to the blueprint of its lab, by what AWS documents of each noun; pure, and one file for each of them."""
