import { type Dated, lu, nExistePas } from '../../platform/law.ts'
import type { Machine } from '../machine.rules.ts'
import { acte, finsDeLaLoi } from './amenagements-communs.referentiel.ts'
import { bornees, pendantLaDuree } from './apres-le-terme.referentiel.ts'
import { relecture } from './lectures.referentiel.ts'
import { rapportDeFin } from './rapports.referentiel.ts'

const cp = 'code pénal'
const cpp = 'code de procédure pénale'
const loi2019 = 'loi 2019-222'

export const peine = lu(cp, '131-4-1', {
  precision: 'al. 1',
  par: loi2019,
  lecture: relecture(
    'cp/131-4-1/2020-03-24',
    'pendant une durée comprise entre quinze jours et six mois, sans pouvoir excéder la durée de l’emprisonnement encouru',
  ),
})
export const pasEncore = lu(cp, '131-4-1', {
  par: loi2019,
  lecture: relecture(
    'cp/131-4-1/2017-01-01',
    'la juridiction peut prononcer la peine de contrainte pénale',
  ),
})
export const d49 = (article: string, precision: string, mots: string) =>
  lu(cpp, article, {
    precision,
    par: 'décret 2020-81',
    lecture: relecture(`cpp/${article}/2020-03-24`, mots),
  })
export const pose = d49(
  'D49-84',
  '2°',
  'dans un délai maximum de trente jours à compter de la date à laquelle la condamnation est exécutoire',
)
export const parLeJap = d49(
  'D49-85',
  'al. 1',
  'qui statue dans un délai de quatre mois à compter du caractère exécutoire de la décision',
)
const suspendueDeDroit = d49(
  'D49-86',
  'al. 1',
  'suspendue par toute détention provisoire ou toute incarcération',
)
const suspension = d49(
  'D49-86',
  'al. 2',
  'peut ordonner la suspension de la peine de détention à domicile sous surveillance électronique pour motifs d’ordre familial',
)
const horaires = d49(
  'D49-86',
  'al. 3',
  'à modifier les horaires d’entrée et de sortie du domicile […] modifications favorables au condamné',
)
export const sanction = lu(cpp, '713-44', {
  par: loi2019,
  lecture: relecture(
    'cpp/713-44/2020-03-24',
    'soit limiter ses autorisations d’absence, soit ordonner l’emprisonnement de la personne pour la durée de la peine restant à exécuter',
  ),
})
export const finAvant = lu(cpp, '713-43', {
  par: loi2019,
  lecture: relecture(
    'cpp/713-43/2020-03-24',
    'au moins égale à la moitié de la peine prononcée […] réquisitions conformes du procureur […] restera placé sous son contrôle',
  ),
})
const enAutrePeine = lu(cpp, '747-1-1', {
  precision: '2°',
  par: 'loi 2019-222, art. 85',
  lecture: relecture(
    'cpp/747-1-1/2020-03-24',
    'De convertir une peine de détention à domicile sous surveillance électronique en une peine de travail d’intérêt général ou une peine de jours-amende',
  ),
})
const modification = lu(cpp, '712-8', {
  precision: 'al. 1',
  lecture: relecture(
    'cpp/712-8/2020-03-24',
    'Les décisions modifiant ou refusant de modifier […] sont prises par ordonnance motivée du juge de l’application des peines',
  ),
})
const detention = lu(cpp, '712-19', {
  lecture: relecture(
    'cpp/712-19/2019-12-30',
    'd’une peine de détention à domicile sous surveillance électronique […] ordonner, après avis du procureur de la République, l’incarcération provisoire',
  ),
})

// The obligations run from the day when the device is put on.
const moitie: Dated<'moitie'> = [
  { from: '1994-03-01', value: nExistePas, source: pasEncore },
  {
    from: '2020-03-24',
    value: 'moitie',
    source: lu(cpp, '713-43', {
      precision: 'al. 1',
      par: loi2019,
      lecture: relecture(
        'cpp/713-43/2020-03-24',
        'pendant une durée au moins égale à la moitié de la peine prononcée',
      ),
    }),
  },
]

const vivants = ['prononcee', 'en_cours', 'suspendue', 'incarceree', 'sans_surveillance']
const duTempsDeLaPeine = [
  'modification_obligations',
  'horaires',
  'limitation_absences',
  'suspension',
  'suspension_de_droit',
  'fin_surveillance',
  'fin_anticipee',
  'conversion',
]
export const machine: Machine = {
  initial: 'prononcee',
  etats: {
    prononcee: { libelle: 'Prononcée, dispositif à poser' },
    en_cours: { libelle: 'En cours, dispositif posé' },
    suspendue: { libelle: 'Suspendue' },
    incarceree: { libelle: 'Personne incarcérée provisoirement' },
    sans_surveillance: { libelle: 'Suivi sans surveillance électronique' },
    terminee: { libelle: 'Terminée', fin: true },
    revoquee: { libelle: 'Emprisonnement ordonné pour le reste', fin: true },
    convertie: { libelle: 'Convertie en une autre peine', fin: true },
    eteinte: { libelle: 'Éteinte', fin: true },
  },
  transitions: bornees(
    pendantLaDuree('2020-03-24', peine, { avant: pasEncore, depuis: ['prononcee'] }),
    duTempsDeLaPeine,
    [
      acte({
        cle: 'executoire_fixee',
        libelle: 'Exécutoire, lieu et horaires fixés',
        de: ['prononcee'],
        vers: 'prononcee',
        auteurs: ['loi'],
        source: pose,
      }),
      acte({
        cle: 'executoire_a_fixer',
        libelle: 'Exécutoire, lieu ou horaires à fixer',
        de: ['prononcee'],
        vers: 'prononcee',
        auteurs: ['loi'],
        source: parLeJap,
      }),
      acte({
        cle: 'fixation_contenu',
        libelle: 'Lieu et horaires fixés',
        de: ['prononcee'],
        vers: 'prononcee',
        auteurs: ['jap'],
        source: parLeJap,
        suite: { effet: 'contenu' },
      }),
      acte({
        cle: 'mise_a_execution',
        libelle: 'Dispositif posé',
        de: ['prononcee'],
        vers: 'en_cours',
        auteurs: ['spip'],
        source: pose,
      }),
      acte({
        cle: 'modification_obligations',
        libelle: 'Conditions modifiées',
        de: ['en_cours'],
        vers: 'en_cours',
        auteurs: ['jap'],
        source: modification,
        suite: { effet: 'contenu' },
      }),
      acte({
        cle: 'horaires',
        libelle: 'Horaires changés en faveur de la personne',
        de: ['en_cours'],
        vers: 'en_cours',
        auteurs: ['dspip', 'jap'],
        source: horaires,
        suite: {
          effet: 'contenu',
        },
      }),
      acte({
        cle: 'limitation_absences',
        libelle: 'Absences limitées',
        de: ['en_cours'],
        vers: 'en_cours',
        auteurs: ['jap'],
        source: sanction,
        suite: { effet: 'contenu' },
      }),
      acte({
        cle: 'suspension',
        libelle: 'Suspension pour motif grave',
        de: ['en_cours'],
        vers: 'suspendue',
        auteurs: ['jap'],
        source: suspension,
        suite: { effet: 'suspend' },
      }),
      acte({
        cle: 'suspension_de_droit',
        libelle: 'Suspension : personne détenue',
        de: ['en_cours'],
        vers: 'suspendue',
        auteurs: ['loi'],
        source: suspendueDeDroit,
        suite: {
          effet: 'suspend',
        },
      }),
      acte({
        cle: 'reprise',
        libelle: 'Reprise',
        de: ['suspendue'],
        vers: 'en_cours',
        auteurs: ['jap', 'loi'],
        source: suspension,
        suite: {
          effet: 'reprend',
        },
      }),
      // The law does not say whether this incarceration moves the term: the judgment that follows
      // does.
      acte({
        cle: 'incarceration',
        libelle: 'Incarcération provisoire',
        de: ['en_cours'],
        vers: 'incarceree',
        auteurs: ['jap'],
        source: detention,
      }),
      acte({
        cle: 'debat_contradictoire',
        libelle: 'Débat contradictoire tenu',
        de: ['incarceree'],
        vers: 'incarceree',
        auteurs: ['jap'],
        source: detention,
        suite: { fait: true },
      }),
      acte({
        cle: 'retour',
        libelle: 'Remise en liberté',
        de: ['incarceree'],
        vers: 'en_cours',
        auteurs: ['jap', 'loi'],
        source: detention,
      }),
      acte({
        cle: 'fin_surveillance',
        libelle: 'Surveillance levée, suivi gardé',
        de: ['en_cours'],
        vers: 'sans_surveillance',
        auteurs: ['jap'],
        source: finAvant,
        suite: { effet: 'contenu' },
      }),
      ...rapportDeFin(['en_cours', 'sans_surveillance']),
      {
        ...acte({
          cle: 'fin_anticipee',
          libelle: 'Fin anticipée',
          de: ['en_cours'],
          vers: 'terminee',
          auteurs: ['jap'],
          source: finAvant,
          suite: {
            effet: 'fin',
            cause: 'anticipee',
          },
        }),
        pasAvant: { depuis: ['debut', 'acte:mise_a_execution'], delai: moitie },
      },
      acte({
        cle: 'revocation_totale',
        libelle: 'Emprisonnement pour la durée restante',
        de: vivants,
        vers: 'revoquee',
        auteurs: ['jap'],
        source: sanction,
        suite: {
          effet: 'fin',
          cause: 'inexecution',
        },
      }),
      acte({
        cle: 'conversion',
        libelle: 'Conversion en travail d’intérêt général ou en jours-amende',
        de: ['prononcee', 'en_cours', 'suspendue'],
        vers: 'convertie',
        auteurs: ['jap'],
        source: enAutrePeine,
        suite: { effet: 'fin', cause: 'conversion' },
      }),
      acte({
        cle: 'fin_au_terme',
        libelle: 'Fin de la peine',
        de: ['en_cours', 'sans_surveillance'],
        vers: 'terminee',
        auteurs: ['loi'],
        source: peine,
        suite: {
          effet: 'fin',
          cause: 'terme',
        },
      }),
      ...finsDeLaLoi(vivants, 'eteinte'),
    ],
  ),
}
