import {
  Alerte,
  adresse,
  Bouton,
  Onglets,
  Pastille,
  Tableau,
  Titre,
} from '../platform/interface/index.ts'
import { clesLangues, type Langue, langues } from './canal.rules.ts'
import { chemins } from './message.paths.ts'
import { clesMoments, moments } from './message.rules.ts'
import { porteesCommunes } from './modele.rules.ts'
import type { modelesDuService, TypeDeConvocation } from './modele.store.ts'
import { ARelire, libelleDuCanal } from './modele.views.tsx'

const canauxDeModele = ['sms', 'courriel'] as const

type ListeProps = {
  filtre: { pour: string; langue: Langue }
  types: TypeDeConvocation[]
  siens: Awaited<ReturnType<typeof modelesDuService>>
  /** Words of the links’ address and of the senders that say justice. */
  motsDeLEnvoi: string[]
  ecrire: boolean
}
/** Ten templates at a time: those of one type, in one language. */
export const ListeDesModeles = ({ filtre, types, siens, motsDeLEnvoi, ecrire }: ListeProps) => {
  const url = adresse(chemins.modeles, filtre)
  const portees = [
    ...Object.entries(porteesCommunes).map(([cle, libelle]) => ({ cle, libelle })),
    ...types,
  ]
  const sien = (modele: { moment: string; canal: string }) =>
    siens.some(
      ecrit =>
        ecrit.type === filtre.pour &&
        ecrit.langue === filtre.langue &&
        ecrit.moment === modele.moment &&
        ecrit.canal === modele.canal,
    )
  const lignes = clesMoments.flatMap(moment =>
    canauxDeModele.map(canal => ({ moment, canal, ...filtre })),
  )
  return (
    <div class="fil-pile">
      <Titre>Modèles de messages</Titre>
      <p>
        Un modèle du type de convocation passe avant celui de tous les types ; sans modèle du
        service, c’est le modèle d’origine qui part. Les modèles d’origine ne disent ni qui écrit ni
        pourquoi : le téléphone peut être lu par quelqu’un d’autre.
      </p>
      {motsDeLEnvoi.length > 0 && (
        <Alerte genre="attention">
          L’adresse des liens, ou l’expéditeur, dit la justice à côté de chaque message («{' '}
          {motsDeLEnvoi.join(' », « ')} ») : demandez à l’exploitation une adresse et un expéditeur
          neutres.
        </Alerte>
      )}
      <form
        action={chemins.modeles}
        method="get"
        class="fil-actions"
        aria-label="Choisir le type de convocation"
      >
        <input type="hidden" name="langue" value={filtre.langue} />
        <div class="ds-field">
          <label for="pour">Type de convocation</label>
          <select class="ds-input" id="pour" name="pour">
            {portees.map(portee => (
              <option value={portee.cle} selected={portee.cle === filtre.pour}>
                {portee.libelle}
              </option>
            ))}
          </select>
        </div>
        <Bouton variante="secondaire">Voir</Bouton>
      </form>
      <Onglets
        etiquette="Langue"
        onglets={clesLangues.map(langue => ({
          href: url({ langue }),
          label: langues[langue],
          actif: langue === filtre.langue,
        }))}
      />
      <ARelire langue={filtre.langue} />
      <Tableau
        legende={`Modèles : ${portees.find(portee => portee.cle === filtre.pour)?.libelle ?? filtre.pour}, ${langues[filtre.langue]}`}
        colonnes={[
          { label: 'Moment', rendu: modele => moments[modele.moment], entete: true },
          { label: 'Par', rendu: modele => libelleDuCanal(modele.canal) },
          {
            label: 'Mots',
            rendu: modele =>
              sien(modele) ? <Pastille genre="info">Du service</Pastille> : 'D’origine',
          },
          {
            label: 'Ouvrir',
            rendu: modele => (
              <>
                <a
                  href={chemins.modele(modele)}
                  aria-label={`Voir : ${moments[modele.moment]}, ${libelleDuCanal(modele.canal)}`}
                >
                  Voir
                </a>{' '}
                {ecrire && (
                  <a
                    href={chemins.ecrireModele(modele)}
                    aria-label={`Écrire : ${moments[modele.moment]}, ${libelleDuCanal(modele.canal)}`}
                  >
                    Écrire
                  </a>
                )}
              </>
            ),
          },
        ]}
        lignes={lignes}
      />
    </div>
  )
}
