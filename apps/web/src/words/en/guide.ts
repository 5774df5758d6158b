export const guide = {
  guide: {
    hello: "Welcome to Switchyard.",
    offer: "An example flow is here already: look at it, change one number, try one order. It takes three minutes.",
    start: "Open the example, three steps",
    refuse: "No, thank you",
    next: "Next",
    skip: "Skip",
    done: "Done",
    lookTitle: "First: look.",
    look: "It reads from left to right: an order arrives, a condition splits them, each goes its own way. Click the card “Condition”; what it says is on the right.",
    changeTitle: "Second: change a number.",
    change:
      "On the right, change the days until due, say 3 to 2. It is saved in the draft by itself, nothing live changes, and undo takes it back.",
    tryTitle: "Third: try an order.",
    try: "Press “Try” at the top right, pick an order and run it: the way it takes lights up, with the value that each condition saw.",
    afterTitle: "That is all.",
    after: "See what would have changed for last month's orders; when you like it, press “Publish” at the top right.",
    toSandbox: "Replay last month's orders",
  },
};
