import type { Regle } from '../platform/law.ts'
import { motsDe } from '../platform/mots.ts'
import { type ItemDObligation, listes } from './obligation.rules.ts'
import { communications } from './referentiel/communications.referentiel.ts'
import { conservation, donnees, publics, reponse } from './referentiel/donnees.referentiel.ts'
import { missions } from './referentiel/missions.referentiel.ts'
import { procedures } from './referentiel/procedures.referentiel.ts'
import { dureeLegaleHebdomadaire } from './referentiel/semaine.referentiel.ts'
import { temps } from './referentiel/temps.referentiel.ts'
import {
  heuresTigContravention,
  heuresTigObligation,
} from './referentiel/tig-heures.referentiel.ts'
import {
  avisSurHabilitation,
  avisSurPoste,
  cumulHebdomadaire,
  dureeDHabilitation,
  hotesAdmis,
} from './referentiel/tig-hotes.referentiel.ts'
import { reglesDesHotes } from './referentiel/tig-hotes-regles.referentiel.ts'

const items = (liste: keyof typeof listes): Regle<unknown>[] =>
  (listes[liste] as readonly ItemDObligation[]).map(({ numero, texte }) => ({
    id: `${liste}, ${numero}`,
    catalogue: 'B16',
    libelle: `${liste}, ${numero}`,
    selon: 'jugement',
    droit: texte,
  }))

type Transversale = { libelle: string; regles: readonly Regle<unknown>[] }
/**
 * Rules that belong to no single kind: who follows, how, with which data, which hosts
 * (charte C1.1).
 */
export const transversales = {
  temps: { libelle: 'Application de la loi dans le temps', regles: temps },
  procedures: { libelle: 'Procédures', regles: procedures },
  missions: { libelle: 'Missions du SPIP', regles: missions },
  communications: { libelle: 'Communications', regles: communications },
  donnees: { libelle: 'Données', regles: [...donnees, conservation, reponse] },
  publics: { libelle: 'Victimes et lecteurs', regles: publics },
  hotes: {
    libelle: 'Travail d’intérêt général : hôtes, postes, heures',
    regles: [
      hotesAdmis,
      dureeDHabilitation,
      avisSurHabilitation,
      avisSurPoste,
      cumulHebdomadaire,
      dureeLegaleHebdomadaire,
      ...reglesDesHotes,
      heuresTigContravention,
      heuresTigObligation,
    ],
  },
  liste_cp_132_44: { libelle: 'Mesures de contrôle (CP 132-44)', regles: items('CP 132-44') },
  liste_cp_132_45: { libelle: 'Obligations particulières (CP 132-45)', regles: items('CP 132-45') },
  liste_cpp_138: {
    libelle: 'Obligations du contrôle judiciaire (CPP 138)',
    regles: items('CPP 138'),
  },
} as const satisfies Record<string, Transversale>
export type CleTransversale = keyof typeof transversales
export const clesTransversales = motsDe(transversales)
