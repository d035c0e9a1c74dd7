"""How far a file reaches, found before room is made for it: past these limits it is refused."""
