import { aVerifier, lu, nExistePas } from '../../platform/law.ts'
import type { Bornes, Pesee } from '../definition.rules.ts'
import { premiereLecture } from './lectures.referentiel.ts'

const cp = 'code pénal'
const chronologie = 'lu : chronologie doctrine'

// Hours follow the law of the facts: a higher maximum never reaches back (CP 112-1); hence « faits », where delays and names follow the judgment.
export const heuresDuTig: Pesee<Bornes> = {
  id: 'tig.heures',
  catalogue: 'A1',
  libelle: 'Nombre d’heures du travail d’intérêt général',
  selon: 'faits',
  plusDoux: 'moins',
  droit: [
    {
      from: '1994-03-01',
      value: { unite: 'heures', min: 40, max: 240 },
      source: lu(cp, '131-8', { precision: 'al. 1', lecture: premiereLecture(chronologie) }),
    },
    {
      from: '2005-01-01',
      value: { unite: 'heures', min: 40, max: 210 },
      source: lu(cp, '131-8', {
        precision: 'al. 1',
        par: 'loi 2004-204, art. 174',
        lecture: premiereLecture('lu : juriblio, loi 2004-204'),
      }),
    },
    {
      from: '2009-11-26',
      value: { unite: 'heures', min: 20, max: 210 },
      source: lu(cp, '131-8', {
        precision: 'al. 1',
        par: 'loi 2009-1436, art. 67',
        legifrance: 'LEGIARTI000006417243',
        lecture: premiereLecture('lu sur legifrance, version du 26 novembre 2009'),
      }),
    },
    {
      from: '2014-10-01',
      value: { unite: 'heures', min: 20, max: 280 },
      source: lu(cp, '131-8', {
        precision: 'al. 1',
        par: 'loi 2014-896, art. 17',
        lecture: premiereLecture('lu : archeo-lex, texte remplacé le 25 mars 2019'),
      }),
    },
    {
      from: '2019-03-25',
      value: { unite: 'heures', min: 20, max: 400 },
      source: lu(cp, '131-8', {
        precision: 'al. 1',
        par: 'loi 2019-222, art. 71',
        lecture: premiereLecture('lu : archeo-lex, 25 mars 2019'),
      }),
    },
  ],
  egip: {
    value: { unite: 'heures', min: 20, max: 210 },
    charte: 'C4.2',
    choix: 'Le texte ne donne pas de nombre : 210 heures, dernier maximum avant la loi de 2014.',
  },
}

/** TIG as a complementary sentence for a contravention of the fifth class. */
export const heuresTigContravention: Pesee<Bornes> = {
  id: 'tig_contravention.heures',
  catalogue: 'A2',
  libelle: 'Nombre d’heures, contravention de la cinquième classe',
  selon: 'faits',
  plusDoux: 'moins',
  droit: [
    {
      from: '1994-03-01',
      value: { unite: 'heures', min: 20, max: 120 },
      source: lu(cp, '131-17', { precision: 'al. 2', lecture: premiereLecture('lu : texte de 2017 ; versions voisines à vérifier') }),
    },
  ],
}

/** TIG as an obligation of the sursis probatoire, since the sursis-TIG was repealed. */
export const heuresTigObligation: Pesee<Bornes> = {
  id: 'tig_obligation.heures',
  catalogue: 'B17',
  libelle: 'Nombre d’heures, travail d’intérêt général comme obligation du sursis probatoire',
  selon: 'faits',
  plusDoux: 'moins',
  droit: [
    {
      from: '1994-03-01',
      value: nExistePas,
      source: lu(cp, '132-54', { lecture: premiereLecture('avant 2020 : sursis-TIG, mesure à part') }),
    },
    {
      from: '2020-03-24',
      value: { unite: 'heures', min: 20, max: 400 },
      source: aVerifier(cp, '132-45', {
        precision: 'al. 21',
        raison: 'l’obligation est citée par CSS D412-72 ; les heures n’ont pas été lues',
        verifieLe: '2026-11-27',
      }),
    },
  ],
  egip: {
    value: { unite: 'heures', min: 20, max: 210 },
    charte: 'C4.2',
    choix: 'Le texte ne donne pas de nombre : 210 heures, dernier maximum avant la loi de 2014.',
  },
}

export const heuresDuSursisTig: Pesee<Bornes> = {
  id: 'sursis_tig.heures',
  catalogue: 'A3',
  libelle: 'Nombre d’heures du sursis-TIG',
  selon: 'faits',
  plusDoux: 'moins',
  droit: [
    {
      from: '2005-01-01',
      value: { unite: 'heures', min: 40, max: 210 },
      source: lu(cp, '132-54', { precision: 'al. 1', lecture: premiereLecture('lu pour le catalogue') }),
    },
    {
      from: '2009-11-26',
      value: { unite: 'heures', min: 20, max: 210 },
      source: lu(cp, '132-54', {
        precision: 'al. 1',
        par: 'loi 2009-1436, art. 69',
        lecture: premiereLecture('lu : codes-et-lois, texte de 2012'),
      }),
    },
    {
      from: '2014-10-01',
      value: { unite: 'heures', min: 20, max: 280 },
      source: lu(cp, '132-54', { precision: 'al. 1', par: 'loi 2014-896, art. 17', lecture: premiereLecture('lu pour le catalogue') }),
    },
    {
      from: '2020-03-24',
      value: nExistePas,
      source: lu(cp, '132-54', { lecture: premiereLecture('lu : ministère de l’Intérieur, définition') }),
    },
  ],
}
