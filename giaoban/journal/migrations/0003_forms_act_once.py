from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("journal", "0002_never_changed")]

    operations = [
        migrations.CreateModel(
            name="Sending",
            fields=[
                ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("claim", models.CharField(max_length=32)),
                ("at", models.DateTimeField(db_index=True)),
                ("answer", models.CharField(blank=True, max_length=500)),
            ],
        ),
    ]
