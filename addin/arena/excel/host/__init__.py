"""Excel's objects: only this room says `.api`, and hands out plain values and handles."""
