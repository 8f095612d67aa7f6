"""The NET companion: plain Python that Rasa and the action server both stand on."""
