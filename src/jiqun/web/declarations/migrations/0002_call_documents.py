import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import jiqun.web.declarations.models.call


class Migration(migrations.Migration):
    dependencies = [
        ("declarations", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CallDocument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="文件名")),
                ("kind", models.CharField(max_length=10, verbose_name="类型")),
                ("size", models.PositiveIntegerField(verbose_name="字节数")),
                ("file", models.FileField(upload_to=jiqun.web.declarations.models.call.stored_as)),
                ("added", models.DateTimeField()),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="documents",
                        to="declarations.call",
                    ),
                ),
            ],
            options={
                "ordering": ["added", "pk"],
            },
        ),
    ]
