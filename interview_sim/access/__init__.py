"""Who may use the service from another machine: the rules, apart from where they are kept and how they are asked."""
