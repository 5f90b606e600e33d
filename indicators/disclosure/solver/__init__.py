"""No published number can be undone: disclosure control that is attacked before it is trusted. Pure, without Django.

A set of tables is what a reader can use against it: quantities, and linear facts about them. `protect` chooses what is
hidden, `audit` attacks the result as a reader would, and only its verdict counts.

`policy` says what is sensitive, `facts` what a printed number gives away, `problem` puts both together, `attack` finds
what a reader can conclude, `protect` hides as little as it can, `audit` proves it, `certificate` keeps the proof.
"""
