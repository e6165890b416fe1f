import { z } from 'zod'
import type { Context } from '../platform/command.ts'
import { enCsv } from '../platform/csv.ts'
import type { Tx } from '../platform/db/index.ts'
import { form } from '../platform/http/form.ts'
import { fichier, page } from '../platform/http/page.ts'
import type { Ecran, Plateforme } from '../platform/http/plateforme.ts'
import type { FormState } from '../platform/interface/index.ts'
import { trouver } from '../platform/introuvable.ts'
import { decouper, parPage, type Tranche } from '../platform/liste.ts'
import {
  chercherCommunes,
  communeParCode,
  communesDuDepartement,
  departements,
} from './commune.store.ts'
import { ApercuDuRessort, DepotDuRessort } from './import-ressort.views.tsx'
import { juridictions, services } from './organigramme.store.ts'
import {
  deposerRessort,
  ecrireRessort,
  empreinteDuRessort,
  examiner,
  tenirCommune,
} from './ressort.commands.ts'
import { codeDeCommune } from './ressort.forms.ts'
import { cheminsDuRessort as chemins } from './ressort.paths.ts'
import { colonnes } from './ressort.rules.ts'
import * as store from './ressort.store.ts'
import { EcranRessort, FicheCommune, type LigneDeDepartement } from './ressort.views.tsx'

const fil = (...suite: { label: string; href?: string }[]) => [
  { label: 'Ma journée', href: '/' },
  { label: 'Ressort des communes', ...(suite.length ? { href: chemins.ressort } : {}) },
  ...suite,
]
const params = z.object({
  ...parPage,
  q: z.string().trim().max(100).default(''),
  departement: z
    .string()
    .regex(/^(\d{2,3}|2[AB])$/)
    .optional(),
  manque: z.literal('oui').optional(),
})
type Params = z.output<typeof params>

export function ressortRoutes(plateforme: Plateforme): void {
  page(plateforme, {
    path: chemins.ressort,
    access: 'ressort:lire',
    params,
    journal: 'non',
    view: async (tx, parametres, { acteur }) =>
      ecranDuRessort(tx, parametres, acteur.peut('ressort:ecrire')),
  })
  fichier(plateforme, {
    path: chemins.fichier,
    access: 'ressort:lire',
    params: z.object({}),
    journal: 'non',
    contenu: async tx => {
      const lignes = (await store.tousLesRessorts(tx)).map(ressort => [
        ressort.communeCode,
        ressort.serviceNom,
        ressort.juridictionNom ?? '',
        ressort.antenneNom ?? '',
      ])
      const octets = enCsv([[...colonnes], ...lignes], { separateur: ';', bom: true })
      return { nom: 'ressort.csv', type: 'text/csv; charset=utf-8', octets, montre: 'personne' }
    },
  })
  form(plateforme, {
    path: chemins.commune(':code'),
    params: z.object({ code: codeDeCommune }),
    command: tenirCommune,
    initial: async (tx, { code }) => {
      const ressort = await store.ressortDe(tx, code)
      return {
        ...(ressort && {
          serviceId: ressort.serviceId,
          antenneId: ressort.antenneId,
          juridictionId: ressort.juridictionId,
        }),
        empreinte: empreinteDuRessort(ressort),
      }
    },
    view: (tx, { code }, state, context) => ecranDeCommune(tx, code, state, context),
    redirectTo: ({ departement }) => chemins.departement(departement),
    flash: () => 'Le ressort de cette commune est à jour.',
  })
  form(plateforme, {
    path: chemins.importer,
    params: z.object({}),
    command: deposerRessort,
    view: async (_tx, _p, state) => ({
      titre: 'Importer un ressort',
      fil: fil({ label: 'Importer' }),
      corps: <DepotDuRessort state={state} />,
    }),
    redirectTo: ({ importId }) => chemins.apercu(importId),
    flash: () => 'Fichier lu : rien n’est encore écrit.',
  })
  form(plateforme, {
    path: chemins.apercu(':importId'),
    params: z.object({ importId: z.uuid() }),
    command: ecrireRessort,
    view: async (tx, { importId }, state, { acteur, aujourdhui }) => {
      const i = trouver(await store.importParId(tx, importId, acteur.id))
      const lignes = await examiner(tx, i.lignes, acteur, aujourdhui)
      return {
        titre: i.fichierNom,
        fil: fil({ label: 'Importer', href: chemins.importer }, { label: i.fichierNom }),
        corps: (
          <ApercuDuRessort
            nom={i.fichierNom}
            ecrit={i.ecritA !== null}
            lignes={lignes}
            state={state}
          />
        ),
      }
    },
    redirectTo: ({ importId }) => chemins.apercu(importId),
    flash: ({ ecrites }) =>
      `${ecrites} commune${ecrites > 1 ? 's' : ''} écrite${ecrites > 1 ? 's' : ''}.`,
  })
}

async function ecranDuRessort(
  tx: Tx,
  { q: cherche, departement, manque, ...tranche }: Params,
  ecrit: boolean,
): Promise<Ecran> {
  const communes = decouper(cherche === '' ? [] : chercherCommunes(cherche), tranche)
  const connus = new Map(
    (
      await store.ressortsDe(
        tx,
        communes.lignes.map(ligne => ligne.code),
      )
    ).map(ligne => [ligne.communeCode, ligne]),
  )
  const couverts = new Map((await store.couverture(tx)).map(ligne => [ligne.departement, ligne]))
  const avecService = new Set((await services(tx)).map(service => service.departement))
  const tous = departements()
  const lignes: LigneDeDepartement[] = [...tous].flatMap(([code, { nom, communes: total }]) => {
    const commune = couverts.get(code)
    const dit = {
      code,
      nom,
      communes: total,
      services: Number(commune?.services ?? 0),
      juridictions: Number(commune?.juridictions ?? 0),
    }
    return commune || avecService.has(code) ? [dit] : []
  })
  return {
    titre: 'Ressort des communes',
    fil: fil(),
    corps: (
      <EcranRessort
        q={cherche}
        trouvees={{
          ...communes,
          lignes: communes.lignes.map(commune => ({ commune, ressort: connus.get(commune.code) })),
        }}
        departements={lignes}
        autres={tous.size - lignes.filter(ligne => ligne.services > 0).length}
        choisi={departement ? await communesDe(tx, departement, manque === 'oui', tranche) : null}
        ecrit={ecrit}
      />
    ),
  }
}

async function communesDe(tx: Tx, departement: string, manque: boolean, tranche: Tranche) {
  const nom = trouver(departements().get(departement)).nom
  const connus = new Map(
    (await store.ressortsDuDepartement(tx, departement)).map(ressort => [
      ressort.communeCode,
      ressort,
    ]),
  )
  const lignes = communesDuDepartement(departement)
    .map(commune => ({ commune, ressort: connus.get(commune.code) }))
    .filter(ligne => !manque || ligne.ressort === undefined)
  return { code: departement, nom, manque, liste: decouper(lignes, tranche) }
}

async function ecranDeCommune(
  tx: Tx,
  code: string,
  state: FormState,
  { acteur, aujourdhui }: Context,
): Promise<Ecran> {
  const commune = trouver(communeParCode(code))
  const tous = await services(tx)
  const permis =
    acteur.fonction === 'administrateur'
      ? tous
      : tous.filter(ligne => ligne.serviceId === acteur.serviceId)
  const noms = new Map(permis.map(ligne => [ligne.serviceId, ligne.nom]))
  const antennes = (await store.toutesLesAntennes(tx)).filter(
    antenne =>
      noms.has(antenne.serviceId) && (antenne.fermeeLe === null || antenne.fermeeLe > aujourdhui),
  )
  return {
    titre: commune.nom,
    fil: fil({ label: commune.nom }),
    corps: (
      <FicheCommune
        commune={commune}
        state={state}
        services={permis.map(ligne => ({ value: ligne.serviceId, label: ligne.nom }))}
        antennes={antennes.map(antenne => ({
          value: antenne.id,
          label: antenne.nom,
          group: noms.get(antenne.serviceId) ?? '',
        }))}
        juridictions={(await juridictions(tx)).map(juridiction => ({
          value: juridiction.juridictionId,
          label: juridiction.nom,
        }))}
      />
    ),
  }
}
