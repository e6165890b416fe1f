import { z } from 'zod'
import { type Context, entiteDe } from '../platform/command.ts'
import { ajouterJours } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { form } from '../platform/http/form.ts'
import { page } from '../platform/http/page.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import type { FormState } from '../platform/interface/index.ts'
import { trouver } from '../platform/introuvable.ts'
import { type Langue, langues } from './canal.rules.ts'
import { motsDeLEnvoi } from './lien.paths.ts'
import { cleDeModele } from './message.forms.ts'
import { chemins } from './message.paths.ts'
import { type Moment, moments } from './message.rules.ts'
import { ecrireModele, retablirModele } from './modele.commands.ts'
import { type CanalDeModele, modaliteDe, porteesCommunes, separerSujet } from './modele.rules.ts'
import * as store from './modele.store.ts'
import { EcrireModele, RetablirModele, VoirModele } from './modele.views.tsx'
import { ListeDesModeles } from './modeles.views.tsx'
import { exemple, modeleParDefaut } from './mots.rules.ts'

type Cle = { pour: string; moment: Moment; canal: CanalDeModele; langue: Langue }
const params = z.object(cleDeModele)
const cle: Cle = {
  pour: ':pour',
  moment: ':moment' as Moment,
  canal: ':canal' as CanalDeModele,
  langue: ':langue' as Langue,
}
const fil = (...suite: { label: string; href?: string }[]) => [
  { label: 'Ma journée', href: '/' },
  { label: 'Agenda', href: '/agenda' },
  { label: 'Messages', href: chemins.liste },
  ...suite,
]
const modeles = { label: 'Modèles', href: chemins.modeles }

/** The wordings of a service: what it wrote, and ours where it wrote nothing. */
export function modeleRoutes(plateforme: Plateforme): void {
  page(plateforme, {
    path: chemins.modeles,
    access: 'message:lire',
    params: z.object({
      pour: cleDeModele.pour.catch('tous-lieu').default('tous-lieu'),
      langue: cleDeModele.langue.catch('fr').default('fr'),
    }),
    journal: 'non',
    view: async (tx, filtre, { acteur }) => {
      const entiteId = trouver(entiteDe(acteur))
      const types = await store.types(tx, entiteId)
      const corps = (
        <ListeDesModeles
          filtre={filtre}
          types={types}
          siens={await store.modelesDuService(tx, entiteId)}
          motsDeLEnvoi={motsDeLEnvoi()}
          ecrire={acteur.peut('modele:ecrire')}
        />
      )
      return { titre: 'Modèles de messages', fil: fil({ label: 'Modèles' }), corps }
    },
  })
  page(plateforme, {
    path: chemins.modele(cle),
    access: 'message:lire',
    params,
    journal: 'non',
    view: async (tx, parametres, context) => {
      const lu = await lire(tx, parametres, context)
      return {
        titre: lu.titre,
        fil: fil(modeles, { label: lu.titre }),
        corps: <VoirModele {...lu} ecrire={context.acteur.peut('modele:ecrire')} />,
      }
    },
  })
  form(plateforme, {
    path: chemins.ecrireModele(cle),
    params,
    command: ecrireModele,
    initial: async (tx, donnees, context) => {
      const { texte, enVigueur } = await lire(tx, donnees, context)
      const { sujet, corps } = separerSujet(texte)
      return { texte: corps, ...(sujet ? { sujet } : {}), vu: enVigueur?.id ?? '' }
    },
    // The preview is a gesture: what is typed is shown as it would leave, nothing is saved.
    geste: async (_tx, _params, values) => values,
    view: async (tx, parametres, state: FormState, context) => {
      const lu = await lire(tx, parametres, context)
      return {
        titre: lu.titre,
        fil: fil(
          modeles,
          { label: lu.titre, href: chemins.modele(parametres) },
          { label: 'Écrire' },
        ),
        corps: <EcrireModele {...lu} state={state} />,
      }
    },
    redirectTo: (_fait, donnees) => chemins.modele(donnees),
    flash: () =>
      'Le modèle est enregistré. Il sert dès le prochain message ; ceux qui attendent ne changent pas.',
  })
  form(plateforme, {
    path: chemins.retablirModele(cle),
    params,
    command: retablirModele,
    view: async (tx, parametres, state, context) => {
      const lu = await lire(tx, parametres, context)
      return {
        titre: lu.titre,
        fil: fil(
          modeles,
          { label: lu.titre, href: chemins.modele(parametres) },
          { label: 'Rétablir' },
        ),
        corps: <RetablirModele {...lu} state={state} />,
      }
    },
    redirectTo: (_fait, donnees) => chemins.modele(donnees),
    flash: () => 'Le modèle d’origine sert de nouveau.',
  })
}

/** A template as it stands for the service, its history, and an invented case to show it. */
async function lire(tx: Tx, cle: Cle, { acteur, aujourdhui }: Context) {
  const entiteId = trouver(entiteDe(acteur))
  const type = (await store.types(tx, entiteId)).find(ligne => ligne.cle === cle.pour)
  const nom = trouver(porteesCommunes[cle.pour] ?? type?.libelle)
  const modalite = modaliteDe(cle.pour, type?.modalite)
  const versions = await store.versions(tx, {
    entiteId,
    type: cle.pour,
    moment: cle.moment,
    canal: cle.canal,
    langue: cle.langue,
  })
  const enVigueur = versions.find(version => version.remplaceA === null) ?? null
  const origine = modeleParDefaut(cle.moment, modalite, cle.canal, cle.langue)
  return {
    cle,
    nom,
    titre: `${moments[cle.moment]}, ${cle.canal === 'sms' ? 'SMS' : 'courriel'}, ${langues[cle.langue]}`,
    texte: enVigueur?.texte ?? origine,
    origine,
    enVigueur,
    versions,
    valeurs: exemple(ajouterJours(aujourdhui, 7), cle.langue, cle.canal),
  }
}
