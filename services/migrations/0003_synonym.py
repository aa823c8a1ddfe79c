import i18nfield.fields
import services.models.synonym
from django.db import migrations, models

from services.loading import load_synonyms


def forwards(apps, schema_editor):
    load_synonyms(apps.get_model("services", "Synonym"))


class Migration(migrations.Migration):
    """Words people use, life situations they tell, what belongs elsewhere; and the counts of searches."""

    dependencies = [
        ('services', '0002_vocabularies'),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='päivä')),
                ('term', models.CharField(max_length=80, verbose_name='hakusanat')),
                ('language', models.CharField(max_length=10, verbose_name='sivun kieli')),
                ('searches', models.PositiveIntegerField(default=0, verbose_name='hakuja')),
                ('without_results', models.PositiveIntegerField(default=0, verbose_name='hakuja ilman tuloksia')),
            ],
            options={
                'verbose_name': 'hakujen lukumäärä',
                'verbose_name_plural': 'hakujen lukumäärät',
                'ordering': ['-day', '-searches', 'term'],
                'constraints': [models.UniqueConstraint(fields=('day', 'term', 'language'), name='search_tally_once', violation_error_message='Päivän haut on jo laskettu näillä sanoilla.'), models.CheckConstraint(condition=models.Q(('without_results__isnull', True), ('searches__isnull', True), ('without_results__lte', models.F('searches')), _connector='OR'), name='search_tally_counts', violation_error_message='Tuloksettomia hakuja on enemmän kuin hakuja.')],
            },
        ),
        migrations.CreateModel(
            name='Synonym',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(blank=True, default=None, editable=False, max_length=120, null=True, unique=True, verbose_name='tunnus')),
                ('origin', models.CharField(choices=[('portal', 'Portaalin mukana'), ('edited', 'Työryhmän')], default='edited', editable=False, max_length=10, verbose_name='alkuperä')),
                ('kind', models.CharField(choices=[('synonym', 'Toinen sana samalle asialle'), ('situation', 'Elämäntilanne'), ('out_of_scope', 'Asia hoidetaan muualla'), ('target', 'Kohderyhmä'), ('channel', 'Asiointitapa')], default='synonym', max_length=15, verbose_name='laji')),
                ('language', models.CharField(choices=[('fi', 'suomi'), ('sv', 'ruotsi'), ('en', 'englanti')], default='fi', max_length=2, verbose_name='kieli')),
                ('said', models.JSONField(blank=True, default=list, validators=[services.models.synonym.word_list], verbose_name='jokin näistä sanoista')),
                ('said_all', models.JSONField(blank=True, default=list, validators=[services.models.synonym.word_list], verbose_name='kaikki nämä sanat')),
                ('means', models.JSONField(blank=True, default=list, validators=[services.models.synonym.word_list], verbose_name='tarkoittaa')),
                ('situation', models.CharField(blank=True, default='', max_length=120, verbose_name='elämäntilanne')),
                ('group', models.CharField(blank=True, default='', max_length=120, verbose_name='kohderyhmä')),
                ('channel', models.CharField(blank=True, choices=[('place', 'Käynti paikan päällä'), ('phone', 'Puhelin'), ('chat', 'Chat tai videotapaaminen'), ('e_service', 'Sähköinen asiointi'), ('web_page', 'Verkkosivu'), ('email', 'Sähköposti'), ('form', 'Tulostettava lomake'), ('outreach', 'Työntekijä tulee luoksesi')], default='', max_length=10, verbose_name='asiointitapa')),
                ('instead', i18nfield.fields.I18nTextField(blank=True, default='', verbose_name='mitä tehdä, kun asia hoidetaan muualla')),
                ('weight', models.FloatField(default=1.0, verbose_name='paino')),
                ('both_ways', models.BooleanField(default=False, verbose_name='molempiin suuntiin')),
                ('note', models.CharField(blank=True, default='', max_length=120, verbose_name='huomautus')),
                ('active', models.BooleanField(default=True, verbose_name='käytössä')),
            ],
            options={
                'verbose_name': 'hakusana',
                'verbose_name_plural': 'hakusanasto',
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('said', []), _negated=True), models.Q(('said_all', []), _negated=True), _connector='OR'), name='synonym_said', violation_error_message='Kerro, mitä ihminen sanoo.'), models.CheckConstraint(condition=models.Q(('weight__gt', 0), ('weight__lte', 1)), name='synonym_weight', violation_error_message='Paino on enemmän kuin 0 ja enintään 1.'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'synonym'), _negated=True), models.Q(('means', []), _negated=True), _connector='OR'), name='synonym_means', violation_error_message='Kerro, mitä sana tarkoittaa.'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'situation'), _negated=True), models.Q(('situation', ''), _negated=True), _connector='OR'), name='synonym_situation', violation_error_message='Valitse elämäntilanne.'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'out_of_scope'), _negated=True), models.Q(('instead', ''), _negated=True), _connector='OR'), name='synonym_instead', violation_error_message='Kerro, mistä apua saa.'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'target'), _negated=True), models.Q(('group', ''), _negated=True), _connector='OR'), name='synonym_group', violation_error_message='Valitse kohderyhmä.'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'channel'), _negated=True), models.Q(('channel', ''), _negated=True), _connector='OR'), name='synonym_channel', violation_error_message='Valitse asiointitapa.'), models.CheckConstraint(condition=models.Q(models.Q(('origin', 'portal'), _negated=True), ('key__isnull', False), _connector='OR'), name='synonym_origin', violation_error_message='Portaalin mukana tulevalla sanalla on tunnus.')],
            },
        ),
        migrations.RunPython(forwards, migrations.RunPython.noop),
    ]
