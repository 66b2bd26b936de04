"""The records desk: finding people, places and things, looking at them, and putting right what is said of them."""
