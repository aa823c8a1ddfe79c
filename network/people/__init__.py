"""The people of the network as they tell of themselves: profiles, what the public sees, who can do what."""
