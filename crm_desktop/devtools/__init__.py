"""What a developer needs: build forms, resources and translations; sample data; screenshots."""
