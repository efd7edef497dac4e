// The least that a Swift program can do, to measure start-up against.
print("kosh")
