"""What can be practised: banks, profiles, interviewers and drills, and the plan of an interview made of them."""
