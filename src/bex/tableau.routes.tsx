import { z } from 'zod'
import { entitesLiees } from '../moyens/index.ts'
import { type Context, entiteDe, ici } from '../platform/command.ts'
import { ajouterMois, estJour, estPassee } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { page } from '../platform/http/page.ts'
import type { Ecran, Plateforme } from '../platform/http/plateforme.ts'
import { trouver } from '../platform/introuvable.ts'
import { choixEnPieces } from '../platform/saisie.ts'
import { TYPE_SPIP, TYPES_SAP } from './audience.rules.ts'
import { chemins } from './bex.paths.ts'
import {
  colonnesDe,
  dernierDuMois,
  jourOuvert,
  parJour,
  parMois,
  premierDuMois,
} from './tableau.rules.ts'
import { venuesDuJour } from './tableau.store.ts'
import { type Option, TableauDuJour, TableauDuMois } from './tableau.views.tsx'
import { creneauxDe, lireTerrain } from './terrain.lecture.ts'
import { typesDes } from './terrain.store.ts'

const params = z.object({
  t: choixEnPieces('{id}/{cle}').optional(),
  vue: z.enum(['mois', 'jour']).default('mois'),
  le: z.string().refine(estJour).optional(),
})
type Params = z.output<typeof params>

/** Out-of-hearing tables, of one's own service or court and of those that work with it. */
export function tableauRoutes(plateforme: Plateforme): void {
  page(plateforme, { path: chemins.tableau, access: 'bex:tableau', params, view: ecran })
}

async function ecran(
  tx: Tx,
  { t: texte, vue, le: demande }: Params,
  context: Context,
): Promise<Ecran> {
  const { acteur, aujourdhui } = context
  const mienne = trouver(entiteDe(acteur))
  const liees = await entitesLiees(tx, mienne)
  const noms = new Map([
    [mienne, acteur.entiteNom],
    ...liees.map(liee => [liee.entiteId, liee.nom] as const),
  ])
  const types = await typesDes(tx, [...noms.keys()], [TYPE_SPIP, ...TYPES_SAP])
  const options: Option[] = [...noms].flatMap(([id, entiteNom]) =>
    types
      .filter(x => x.entiteId === id)
      .map(x => ({ cle: `${id}/${x.cle}`, label: x.libelle, entiteNom })),
  )
  const choisie = trouver(texte ? options.find(option => option.cle === texte) : options[0])
  const [entiteId = '', type = ''] = choisie.cle.split('/')
  const depuis = demande ?? aujourdhui
  // A month that ends may have no place left: where none is asked for, the next one is read too.
  const jusqua = demande ? depuis : ajouterMois(premierDuMois(depuis), 1)
  const [du, au] =
    vue === 'jour' ? [depuis, depuis] : [premierDuMois(depuis), dernierDuMois(jusqua)]
  const terrain = await lireTerrain(tx, { entiteIds: [entiteId], types: [type], du, au })
  // The whole period, hours gone by included: a table of the day is printed at noon too.
  const lues = creneauxDe(terrain, {
    entiteId,
    type,
    maintenant: { le: du, heure: '00:00' },
    complets: true,
  }).map(creneau => ({
    ...creneau,
    passe: estPassee(creneau, ici(context)),
  }))
  const le = vue === 'jour' || demande ? depuis : jourOuvert(lues, aujourdhui)
  const cases =
    vue === 'jour' ? lues : lues.filter(ligne => premierDuMois(ligne.le) === premierDuMois(le))
  const cadre = { options, choisie, vue, le, convoque: acteur.peut('bex:convoquer') }
  const fil = [
    { label: 'Ma journée', href: '/' },
    { label: 'Agenda', href: '/agenda' },
    { label: 'Sorties d’audience' },
  ]
  const lieux = new Map(terrain.lieux.map(lieu => [lieu.lieuId, lieu.nom]))
  if (vue === 'mois') {
    const colonnes = colonnesDe(cases, lieux)
    return {
      titre: choisie.label,
      fil,
      corps: <TableauDuMois {...cadre} colonnes={colonnes} lignes={parMois(cases)} />,
    }
  }
  const lignes = parJour(cases, await venuesDuJour(tx, entiteId, type, le), lieux)
  return {
    titre: choisie.label,
    fil,
    corps: (
      <TableauDuJour
        {...cadre}
        lignes={lignes}
        aujourdhui={aujourdhui}
        nomme={acteur.peut('dossier:lire')}
      />
    ),
  }
}
